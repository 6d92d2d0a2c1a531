import { describe, expect, it } from 'vitest';

import type { Draft } from './draft.ts';
import { readSavedKit, SAVED_KIT_VERSION } from './saved.ts';

const kit: Draft = {
  level: 'mid',
  role: 'generalist',
  stage: 'phone-screen',
  minutes: 30,
  seed: 'A',
  opening: { minutes: 3 },
  questions: [{ id: 'orm/lost-update', minutes: 20 }],
  candidateQuestions: { minutes: 5 },
  close: { minutes: 2 },
};
const problem = (value: unknown, version: unknown = SAVED_KIT_VERSION) => {
  const read = readSavedKit(value, version);
  return 'problem' in read ? read.problem : 'none';
};

describe('a kit that is kept in the browser', () => {
  it('comes back as it was', () => {
    expect(readSavedKit({ name: 'Screen', kit }, SAVED_KIT_VERSION)).toEqual({ value: { name: 'Screen', kit } });
  });

  it.each([
    ['nothing', undefined, 'it has no name or no kit.'],
    ['no name', { kit }, 'it has no name or no kit.'],
    ['a name that is none', { name: 7, kit }, 'its name is not a text'],
    ['no kit', { name: 'Screen', kit: 7 }, 'has no list of questions'],
    ['a level that is none', { name: 'Screen', kit: { ...kit, level: 'wizard' } }, 'level is “wizard”'],
  ])('is named when it holds %s', (_, value, message) => expect(problem(value)).toContain(message));

  it('is left alone when a later version wrote it', () => {
    expect(problem({ name: 'Screen', kit }, 2)).toContain('its version');
  });
});
