import { expect, it } from 'vitest';

import { dayNumber, quarterOf } from './quarters.ts';

it.each([
  ['2026-01-01', '2026-Q1'],
  ['2026-03-31', '2026-Q1'],
  ['2026-04-01', '2026-Q2'],
  ['2024-02-29', '2024-Q1'],
  ['2026-12-31', '2026-Q4'],
])('%s is in %s', (date, quarter) => expect(quarterOf(date)).toBe(quarter));

it.each([
  '',
  '2026-02-29',
  '2026-02-31',
  '2026-13-01',
  '2026-00-10',
  '26-01-01',
  '2026-1-1',
  'yesterday',
  '01/02/2026',
])('“%s” is no day', (date) => {
  expect(quarterOf(date)).toBeUndefined();
  expect(dayNumber(date)).toBeUndefined();
});

it('counts days', () => {
  expect((dayNumber('2026-03-01') ?? 0) - (dayNumber('2026-02-27') ?? 0)).toBe(2);
});
