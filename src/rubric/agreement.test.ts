import { describe, expect, it } from 'vitest';

import { seeded } from '../kit/random.ts';
import { agreement, LEAST_UNITS } from './agreement.ts';
import { krippendorffAlpha } from './alpha.ts';
import type { RatingTable } from './ratings.ts';

const SCALE = [1, 2, 3, 4];

describe('agreement', () => {
  it('counts pairs that are equal, and pairs one step apart at most', () => {
    const { units, ratings, exact, withinOne } = agreement([[2, 2, 3], [1, 4], [4]], SCALE);
    expect({ units, ratings, exact, withinOne }).toEqual({ units: 2, ratings: 5, exact: 1 / 4, withinOne: 3 / 4 });
  });

  it('has no figures where nothing can be compared', () => {
    expect(agreement([[1], [undefined, 2]], SCALE)).toEqual({
      units: 0,
      ratings: 0,
      exact: undefined,
      withinOne: undefined,
      alpha: undefined,
      interval: undefined,
    });
  });

  it('says that all agree, and leaves alpha undefined, where all ratings are equal', () => {
    expect(
      agreement(
        [
          [3, 3],
          [3, 3],
          [3, 3],
        ],
        SCALE,
      ),
    ).toMatchObject({ exact: 1, withinOne: 1, alpha: undefined });
  });

  it('gives no interval for fewer units than it can stand on', () => {
    const units: RatingTable = [
      [1, 1],
      [2, 3],
      [4, 4],
      [2, 2],
      [1, 2],
      [3, 3],
      [4, 3],
    ];
    expect(units.length).toBe(LEAST_UNITS - 1);
    expect(agreement(units, SCALE).interval).toBeUndefined();
    expect(agreement([...units, [3, 4]], SCALE).interval).toBeDefined();
  });

  it('gives no interval where one unit alone makes alpha defined', () => {
    const units: RatingTable = [...Array.from({ length: 9 }, () => [3, 3]), [1, 2]];
    expect(agreement(units, SCALE).alpha).toBeDefined();
    expect(agreement(units, SCALE).interval).toBeUndefined();
  });

  it('has an interval that holds the true value about as often as it says, with four raters and twelve units', () => {
    // A rater sees the true score, or with a chance of 0.3 draws one at random: over very many units alpha is 0.49.
    const random = seeded('coverage');
    const draw = () => 1 + Math.floor(random() * 4);
    const unit = (raters: number) => {
      const truth = draw();
      return Array.from({ length: raters }, () => (random() < 0.3 ? draw() : truth));
    };
    const many = krippendorffAlpha(
      Array.from({ length: 20_000 }, () => unit(4)),
      SCALE,
      'interval',
    );
    expect(many).toBeCloseTo(0.49, 1);
    const runs = 1000;
    let held = 0;
    for (let run = 0; run < runs; run += 1) {
      const { interval } = agreement(
        Array.from({ length: 12 }, () => unit(4)),
        SCALE,
        'interval',
      );
      if (interval && interval[0] <= 0.49 && 0.49 <= interval[1]) held += 1;
    }
    expect(held / runs).toBeGreaterThan(0.89);
    expect(held / runs).toBeLessThan(0.99);
  });
});
