import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changeDebrief, newDebrief } from './debrief.ts';
import { scored } from './example.ts';
import { DEBRIEF_FILE, fromFile, toFile } from './file.ts';

const DEBRIEF = changeDebrief(
  changeDebrief(newDebrief({ id: '00000000-debrief', date: '2026-03-02' }), {
    type: 'take',
    cards: [scored('AB'), scored('CD')],
  }),
  { type: 'reveal' },
);
const bytes = (text: string) => new TextEncoder().encode(text);
const problem = (content: Uint8Array) => {
  const read = fromFile(content);
  return 'problem' in read ? read.problem : 'none';
};

describe('a debrief as a file', () => {
  it('comes back as it was', () => {
    expect(fromFile(bytes(toFile(DEBRIEF)))).toEqual({ value: DEBRIEF });
  });

  it.each([
    ['garbage', 'x', 'The file is not JSON.'],
    ['scorecards', '{"format": "django-interview-guide/scorecards"}', 'The file holds no debrief: its format is not'],
    ['a later version', toFile(DEBRIEF).replace('"version": 1', '"version": 2'), 'its version is one that this page'],
    ['a score off the scale', toFile(DEBRIEF).replace('"score": 3', '"score": 7'), 'score: found 7; allowed:'],
    [
      'an unknown field',
      toFile(DEBRIEF).replace('"rationale": ""', '"rationale": "", "verdict": 1'),
      'is an unknown field',
    ],
    ['a scorecard twice', toFile(DEBRIEF).replaceAll('00000000-CD', '00000000-AB'), 'entries: has a scorecard twice.'],
  ])('is refused in plain words: %s', (_, text, words) => {
    expect(problem(bytes(text))).toContain(words);
  });

  it('is refused when it is too large', () => {
    expect(problem(new Uint8Array(DEBRIEF_FILE.largest + 1))).toContain('at most 20000000 are read');
  });

  it('gives a plain message for any damage, and never throws', () => {
    const whole = toFile(DEBRIEF);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.string({ maxLength: 4 }), fc.nat(30), (start, put, length) => {
        const read = fromFile(bytes(whole.slice(0, start) + put + whole.slice(start + length)));
        if ('problem' in read) expect(read.problem).toMatch(/\.$/);
        else expect(read.value.entries.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
});
