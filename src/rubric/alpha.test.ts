import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { krippendorffAlpha } from './alpha.ts';
import type { RatingTable } from './ratings.ts';

/** Turns rows of observers, as the literature prints them, into one row for each unit. */
function unitsOf(observers: readonly string[]): (number | undefined)[][] {
  const columns = observers.map((line) => line.split(' ').map((value) => (value === '.' ? undefined : Number(value))));
  return (columns[0] ?? []).map((_, unit) => columns.map((column) => column[unit]));
}

/** Krippendorff's example of four observers and twelve units (Content Analysis; also Hayes and Krippendorff 2007). */
const EXAMPLE = unitsOf([
  '1 2 3 3 2 1 4 1 2 . . .',
  '1 2 3 3 2 2 4 1 2 5 . .',
  '. 3 3 3 2 3 4 2 2 5 1 3',
  '1 2 3 3 2 4 4 1 2 5 1 .',
]);
const FIVE = [1, 2, 3, 4, 5];
const FOUR = [1, 2, 3, 4];

const table = fc.array(
  fc.array(fc.option(fc.constantFrom(...FOUR), { nil: undefined, freq: 4 }), { minLength: 3, maxLength: 3 }),
  { minLength: 1, maxLength: 8 },
);
const METRICS = ['nominal', 'ordinal', 'interval'] as const;

describe('Krippendorff’s alpha', () => {
  it.each([
    ['nominal', 0.743421],
    ['ordinal', 0.815388],
    ['interval', 0.849107],
  ] as const)('of the published example, %s, is %f', (metric, published) => {
    expect(krippendorffAlpha(EXAMPLE, FIVE, metric)).toBeCloseTo(published, 6);
  });

  it.each(METRICS)('is 1 where all agree and something differs (%s)', (metric) => {
    expect(krippendorffAlpha([[1, 1], [4, 4, 4], [2]], FOUR, metric)).toBe(1);
  });

  it.each<[string, RatingTable]>([
    [
      'all ratings are equal',
      [
        [3, 3],
        [3, 3],
      ],
    ],
    ['no unit has two ratings', [[1], [2, undefined], []]],
    ['there is nothing', []],
  ])('is undefined where %s', (_, units) => {
    for (const metric of METRICS) expect(krippendorffAlpha(units, FOUR, metric)).toBeUndefined();
  });

  it('does not depend on the only rating of a unit', () => {
    const alone = (value: number | undefined) => [...EXAMPLE, [value, undefined, undefined, undefined]];
    for (const value of [undefined, 1, 5]) {
      expect(krippendorffAlpha(alone(value), FIVE, 'ordinal')).toBeCloseTo(0.815388, 6);
    }
  });

  it('refuses a rating that is not on the scale', () => {
    expect(() => krippendorffAlpha([[1, 5]], FOUR, 'ordinal')).toThrow('rating 5, allowed: 1, 2, 3, 4');
  });

  it('does not depend on the order of units or raters, on unused values, or on the scale’s direction', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...METRICS), (units, metric) => {
        const alpha = krippendorffAlpha(units, FOUR, metric);
        const others = [
          krippendorffAlpha(units.toReversed(), FOUR, metric),
          krippendorffAlpha(
            units.map((unit) => unit.toReversed()),
            FOUR,
            metric,
          ),
          krippendorffAlpha(units, [0, ...FOUR, 9], metric),
          krippendorffAlpha(
            units.map((unit) => unit.map((value) => (value === undefined ? undefined : 5 - value))),
            FOUR,
            metric,
          ),
        ];
        if (alpha === undefined) {
          expect(others).toEqual(others.map(() => undefined));
          return;
        }
        for (const other of others) expect(other).toBeCloseTo(alpha, 9);
        expect(alpha).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });
});
