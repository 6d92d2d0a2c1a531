import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seeded } from '../kit/random.ts';
import { countDivisions, divider, eachDivision } from './divisions.ts';

const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
const total = (list: readonly number[]) => list.reduce((sum, size) => sum + size, 0);
const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

describe('divisions into two groups', () => {
  it('are counted by kind, and stand for all divisions of single things', () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 30 }), (kinds, some) => {
        const wanted = some % (total(kinds) + 1);
        let [found, weights] = [0, 0];
        eachDivision(kinds, wanted, (picked, weight) => {
          expect(total(Array.from(picked))).toBe(wanted);
          found += 1;
          weights += weight;
        });
        expect(countDivisions(kinds, wanted, Infinity)).toBe(found);
        expect(weights).toBeCloseTo(choose(total(kinds), wanted), 3);
      }),
    );
  });

  it('are not counted to the end where there are plainly too many', () => {
    expect(countDivisions(Array<number>(4_000).fill(3), 6_000, 20_000)).toBeGreaterThan(20_000);
    expect(countDivisions([6_000, 6_000], 6_000, 20_000)).toBe(6_001);
  });

  // Kinds that are drawn thing by thing (10), and by their distribution (20, 70); one that must be picked nearly whole.
  it.each([
    [[10, 20, 70], 40],
    [[70, 20, 10], 93],
    [[13, 500], 13],
    [[1, 400, 1], 3],
  ])('of kinds %j into %i and the rest are drawn with the shares that chance gives', (kinds, wanted) => {
    const draw = divider(kinds, wanted, seeded('divisions'));
    const draws = 40_000;
    const all = total(kinds);
    const sums = kinds.map(() => ({ sum: 0, squares: 0 }));
    for (let count = 0; count < draws; count += 1) {
      const picked = Array.from(draw());
      const possible = picked.every((number, kind) => number >= 0 && number <= (kinds[kind] ?? 0));
      if (!possible || total(picked) !== wanted) expect.fail(`drew ${picked.join()}`);
      for (const [kind, number] of picked.entries()) {
        const into = sums[kind];
        if (into) [into.sum, into.squares] = [into.sum + number, into.squares + number ** 2];
      }
    }
    for (const [kind, { sum, squares }] of sums.entries()) {
      // Mean and variance of the hypergeometric distribution.
      const share = (kinds[kind] ?? 0) / all;
      const [mean, variance] = [wanted * share, wanted * share * (1 - share) * ((all - wanted) / (all - 1))];
      expect(Math.abs(sum / draws - mean)).toBeLessThan(5 * Math.sqrt(variance / draws));
      expect(squares / draws - (sum / draws) ** 2).toBeCloseTo(variance, variance < 1 ? 1 : 0);
    }
  });
});
