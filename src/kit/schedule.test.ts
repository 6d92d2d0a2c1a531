import { expect, it } from 'vitest';

import { coverage } from './coverage.ts';
import { schedule } from './schedule.ts';

const kit = {
  minutes: 30,
  opening: { minutes: 3 },
  questions: [
    { id: 'orm/a', minutes: 9 },
    { id: 'drf/b', minutes: 8 },
  ],
  candidateQuestions: { minutes: 6 },
  close: { minutes: 4 },
};

it('says at which minute each part begins', () => {
  expect(schedule(kit)).toEqual({
    slots: [
      { part: 'opening', start: 0, minutes: 3 },
      { part: 'question', id: 'orm/a', start: 3, minutes: 9 },
      { part: 'question', id: 'drf/b', start: 12, minutes: 8 },
      { part: 'candidate-questions', start: 20, minutes: 6 },
      { part: 'close', start: 26, minutes: 4 },
    ],
    total: 30,
    over: 0,
  });
});

it('says what is over, and what is left', () => {
  expect(schedule({ ...kit, minutes: 25 }).over).toBe(5);
  expect(schedule({ ...kit, minutes: 45 }).over).toBe(-15);
});

it('gives each row the minutes of its questions, and names a row without one', () => {
  const rows = [
    { competency: 'database' as const, share: 0.5 },
    { competency: 'http-api' as const, share: 0.25 },
    { competency: 'security' as const, share: 0.25 },
  ];
  const of = (id: string) => (id === 'orm/a' ? 'database' : id === 'drf/b' ? 'http-api' : undefined);
  expect(coverage(kit, rows, of)).toEqual([
    { competency: 'database', share: 0.5, minutes: 9, due: 8.5, questions: ['orm/a'] },
    { competency: 'http-api', share: 0.25, minutes: 8, due: 4.25, questions: ['drf/b'] },
    { competency: 'security', share: 0.25, minutes: 0, due: 4.25, questions: [] },
  ]);
});
