import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seeded } from '../kit/random.ts';
import { type CandidateScores, drift, holm, LEAST_CANDIDATES } from './drift.ts';

/** Candidates with one score each, from how often each value occurs. */
const fromCounts = (counts: readonly number[]): CandidateScores[] =>
  counts.flatMap((count, value) => Array.from({ length: count }, () => [value + 1]));

const random = () => seeded('drift');

describe('drift between two periods', () => {
  // Two rows of five counts; exact by counting all 2,704,156 divisions of 24 into 12 and 12.
  it('has the effects and exact p values of the worked example', () => {
    const { delta, gap, p } = drift(fromCounts([0, 2, 7, 3, 0]), fromCounts([0, 0, 2, 7, 3]), random());
    expect(delta).toBeCloseTo(0.673611, 6);
    expect(gap).toBeCloseTo(0.583333, 6);
    expect(p?.delta).toBeCloseTo(0.00377, 6);
    expect(p?.gap).toBeCloseTo(0.012278, 6);
    expect(p?.exact).toBe(true);
  });

  it('has the same p of delta where D is not tested', () => {
    const [a, b] = [fromCounts([0, 2, 7, 3, 0]), fromCounts([0, 0, 2, 7, 3])];
    expect(drift(a, b, random(), 'delta').p).toEqual({ delta: drift(a, b, random()).p?.delta, exact: true });
    // Candidates with several scores, where kinds are merged by what they count for.
    const draw = seeded('lists');
    const group = () =>
      Array.from({ length: 8 }, () =>
        Array.from({ length: 1 + Math.floor(draw() * 3) }, () => 1 + Math.floor(draw() * 3)),
      );
    for (let run = 0; run < 20; run += 1) {
      const [before, after] = [group(), group()];
      const [alone, both] = [drift(before, after, draw, 'delta'), drift(before, after, draw)];
      expect(both.p?.exact).toBe(true);
      expect(alone.p?.delta).toBeCloseTo(both.p?.delta ?? 0, 10);
    }
  });

  it('is the same upside down when the periods change places', () => {
    const [a, b] = [fromCounts([1, 4, 3, 2]), fromCounts([3, 4, 2, 1])];
    const [there, back] = [drift(a, b, random()), drift(b, a, random())];
    expect(back.delta).toBeCloseTo(-(there.delta ?? 0), 12);
    expect(back.p?.delta).toBeCloseTo(there.p?.delta ?? 0, 12);
  });

  it('gives no verdict with fewer candidates than it can stand on', () => {
    const few = fromCounts([0, LEAST_CANDIDATES - 1]);
    expect(drift(few, fromCounts([9, 9]), random())).toMatchObject({ before: LEAST_CANDIDATES - 1, p: undefined });
    expect(drift([], few, random())).toMatchObject({ delta: undefined, gap: undefined, p: undefined });
  });

  it('moves whole candidates: many scores of one person are not many witnesses', () => {
    const one = Array.from({ length: 8 }, (_, person): CandidateScores => [1 + (person % 4)]);
    const other = Array.from({ length: 8 }, (_, person): CandidateScores => [1 + (person % 3) + 1]);
    const tenfold = (scores: readonly CandidateScores[]) =>
      scores.map((list) => list.flatMap((s) => Array<number>(10).fill(s)));
    const single = drift(one, other, random());
    const repeated = drift(tenfold(one), tenfold(other), random());
    expect(repeated.delta).toBeCloseTo(single.delta ?? 0, 12);
    expect(repeated.p?.delta).toBeCloseTo(single.p?.delta ?? 0, 12);
  });

  it('draws where there are too many divisions to count, and comes close to the exact answer', () => {
    const score = seeded('scores');
    const group = (shift: number) =>
      Array.from({ length: 40 }, (): CandidateScores =>
        Array.from({ length: 4 }, () => Math.min(4, 1 + Math.floor(score() * 4 * shift))),
      );
    const same = drift(group(1), group(1), random());
    expect(same.p?.exact).toBe(false);
    expect(same.p?.delta).toBeGreaterThan(0.05);
    expect(drift(group(0.7), group(1), random()).p?.delta).toBeLessThan(0.001);
  });

  it('finds a difference among equals about as often as its p value says', () => {
    const draw = seeded('null');
    const runs = 400;
    let found = 0;
    for (let run = 0; run < runs; run += 1) {
      const group = () => Array.from({ length: 10 }, (): CandidateScores => [1 + Math.floor(draw() * 4)]);
      if ((drift(group(), group(), draw).p?.delta ?? 1) <= 0.05) found += 1;
    }
    // At most 5 %, with room for chance: ties make the test cautious.
    expect(found / runs).toBeLessThan(0.075);
    expect(found).toBeGreaterThan(2);
  });
});

describe('several comparisons', () => {
  it('are adjusted as Holm describes', () => {
    expect(holm([0.01, 0.04, 0.03]).map((p) => Number(p.toFixed(10)))).toEqual([0.03, 0.06, 0.06]);
    expect(holm([])).toEqual([]);
  });

  it('never make a p value smaller, and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 }), (p) => {
        const adjusted = holm(p);
        for (const [index, value] of p.entries()) {
          expect(adjusted[index]).toBeGreaterThanOrEqual(value);
          expect(adjusted[index]).toBeLessThanOrEqual(1);
          for (const [other, rival] of p.entries()) {
            if (value < rival) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[other] ?? 0);
          }
        }
      }),
    );
  });
});
