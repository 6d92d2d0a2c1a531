import { describe, expect, it } from 'vitest';

import { weightedKappa } from './kappa.ts';

/** Raters 2 and 3 of the data set `anxiety` of the R package `irr`: twenty subjects, on a scale from 1 to 6. */
const RATER_2 = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4];
const RATER_3 = [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2];
const ANXIETY = RATER_2.map((rating, subject): [number, number] => [rating, RATER_3[subject] ?? Number.NaN]);

describe('weighted kappa', () => {
  it('is what the R package irr prints, over the values that occur', () => {
    const occurring = [1, 2, 3, 4, 6];
    expect(weightedKappa(ANXIETY, occurring, 'linear')).toBeCloseTo(0.1459075, 7);
    expect(weightedKappa(ANXIETY, occurring, 'quadratic')).toBeCloseTo(0.2520325, 7);
  });

  it('counts the steps of the declared scale, also over a value that nobody gave', () => {
    const declared = [1, 2, 3, 4, 5, 6];
    expect(weightedKappa(ANXIETY, declared, 'linear')).toBeCloseTo(0.1262, 4);
    expect(weightedKappa(ANXIETY, declared, 'quadratic')).toBeCloseTo(0.2298, 4);
  });

  it('is negative where 95 of 100 agree on the one value that nearly all have', () => {
    const pairs = [
      ...Array.from({ length: 95 }, (): [number, number] => [1, 1]),
      ...Array.from({ length: 4 }, (): [number, number] => [1, 2]),
      [2, 1] as [number, number],
    ];
    expect(weightedKappa(pairs, [1, 2], 'linear')).toBeCloseTo(-0.01626, 5);
  });

  it('is 1 for full agreement, and undefined where the two could not have differed', () => {
    expect(
      weightedKappa(
        [
          [1, 1],
          [4, 4],
        ],
        [1, 2, 3, 4],
        'quadratic',
      ),
    ).toBe(1);
    expect(
      weightedKappa(
        [
          [3, 3],
          [3, 3],
        ],
        [1, 2, 3, 4],
        'quadratic',
      ),
    ).toBeUndefined();
    expect(weightedKappa([], [1, 2, 3, 4], 'quadratic')).toBeUndefined();
  });
});
