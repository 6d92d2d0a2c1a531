import { expect, it } from 'vitest';

import { rowScores } from './row-scores.ts';

const kit = {
  questions: [
    { id: 'orm/a', minutes: 10 },
    { id: 'orm/b', minutes: 10 },
    { id: 'orm/c', minutes: 20 },
    { id: 'drf/d', minutes: 8 },
  ],
};
const of = (id: string) => (id.startsWith('orm/') ? ('database' as const) : ('http-api' as const));
const answer = (id: string, score: 1 | 2 | 3 | 4, evidence = 'Said it.') => ({ id, score, evidence });
const database = (...answers: ReturnType<typeof answer>[]) => rowScores(kit, answers, of).database?.score;

it('weighs questions by their minutes', () => {
  expect(database(answer('orm/a', 4), answer('orm/c', 1))).toBe(2);
  expect(database(answer('orm/a', 1), answer('orm/c', 4))).toBe(3);
});

it('rounds to a whole score, a half down', () => {
  expect(database(answer('orm/a', 2), answer('orm/b', 3))).toBe(2);
  expect(database(answer('orm/a', 3), answer('orm/b', 3), answer('orm/c', 4))).toBe(3);
  expect(database(answer('orm/a', 3), answer('orm/b', 4), answer('orm/c', 4))).toBe(4);
});

it('counts no score without notes, and none of a question that the kit has not', () => {
  expect(database(answer('orm/a', 4, '  '), answer('orm/b', 2))).toBe(2);
  expect(rowScores(kit, [answer('orm/z', 4)], of)).toEqual({});
  expect(rowScores(kit, [answer('drf/d', 3)], of)).toEqual({ 'http-api': { score: 3, evidence: 'Said it.' } });
});
