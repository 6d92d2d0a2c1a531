import { describe, expect, it } from 'vitest';

import { changeDraft, type Draft } from './draft.ts';

const draft: Draft = {
  level: 'mid',
  role: 'generalist',
  stage: 'technical-interview',
  minutes: 60,
  seed: 'A',
  opening: { minutes: 4 },
  questions: [
    { id: 'orm/lost-update', minutes: 10 },
    { id: 'drf/slow-serializer', minutes: 9 },
    { id: 'security/csrf-exactly', minutes: 8 },
  ],
  candidateQuestions: { minutes: 7 },
  close: { minutes: 4 },
};
const ids = (one: Draft) => one.questions.map(({ id }) => id.split('/')[1]);

describe('changes', () => {
  it('swaps, moves, removes, adds and retimes', () => {
    expect(ids(changeDraft(draft, { type: 'swap', index: 1, id: 'drf/partial-updates' }))[1]).toBe('partial-updates');
    expect(ids(changeDraft(draft, { type: 'move', index: 2, by: -1 }))).toEqual([
      'lost-update',
      'csrf-exactly',
      'slow-serializer',
    ]);
    expect(ids(changeDraft(draft, { type: 'remove', index: 0 }))).toEqual(['slow-serializer', 'csrf-exactly']);
    expect(ids(changeDraft(draft, { type: 'add', id: 'orm/new', minutes: 5 })).at(-1)).toBe('new');
    expect(changeDraft(draft, { type: 'time', part: 0, minutes: 12 }).questions[0]?.minutes).toBe(12);
    expect(changeDraft(draft, { type: 'time', part: 'close', minutes: 500 }).close.minutes).toBe(240);
  });

  it.each([
    { type: 'swap', index: 1, id: 'orm/lost-update' },
    { type: 'swap', index: 9, id: 'orm/new' },
    { type: 'move', index: 0, by: -1 },
    { type: 'move', index: 2, by: 1 },
    { type: 'remove', index: 9 },
    { type: 'add', id: 'orm/lost-update', minutes: 5 },
    { type: 'time', part: 0, minutes: Number.NaN },
  ] as const)('leaves the kit as it was after %o', (change) => expect(changeDraft(draft, change)).toEqual(draft));
});
