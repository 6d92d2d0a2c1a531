import { describe, expect, it } from 'vitest';

import { ageOf, isDue } from './age.ts';

describe('the age of a check', () => {
  it.each([
    ['2026-11-20', '2026-11-20', 0, 'day'],
    // A reader whose clock is behind.
    ['2026-11-21', '2026-11-20', 0, 'day'],
    ['2026-11-19', '2026-11-20', -1, 'day'],
    ['2026-11-06', '2026-11-20', -2, 'week'],
    ['2026-09-21', '2026-11-20', -8, 'week'],
    ['2026-09-20', '2026-11-20', -2, 'month'],
    ['2025-11-20', '2026-11-20', -12, 'month'],
    ['2024-11-21', '2026-11-20', -23, 'month'],
    ['2024-11-20', '2026-11-20', -2, 'year'],
    ['2024-02-29', '2025-02-28', -11, 'month'],
  ])('of %s on %s is %i in %ss', (day, today, value, unit) => {
    expect(ageOf(day, today)).toEqual({ value, unit });
  });

  it('is said in words without a minus or a nought', () => {
    const words = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });
    const said = (day: string) => {
      const { value, unit } = ageOf(day, '2026-11-20');
      return words.format(value, unit);
    };
    expect(['2026-11-20', '2026-11-19', '2026-08-01', '2020-01-01'].map(said)).toEqual([
      'today',
      'yesterday',
      '3 months ago',
      '6 years ago',
    ]);
  });
});

it.each([
  ['2025-11-20', '2026-11-20', false],
  ['2025-11-20', '2026-11-21', true],
  ['2024-02-29', '2025-02-28', false],
  ['2024-02-29', '2025-03-01', true],
  ['2025-12-31', '2026-12-31', false],
  ['2025-12-31', '2027-01-01', true],
  ['2027-01-01', '2026-01-01', false],
])('a check on %s is due again on %s: %s', (reviewed, today, due) => {
  expect(isDue(reviewed, today)).toBe(due);
});
