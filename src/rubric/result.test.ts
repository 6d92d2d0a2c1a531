import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Competency } from '../bank/vocabulary.ts';
import { EXAMPLE } from './example.ts';
import { combine, type Rating, type Ratings, type ScoreValue } from './result.ts';
import { weightedRows } from './weights.ts';

const rows = weightedRows(EXAMPLE, 'generalist', 'interview');
const scored = (score: ScoreValue): Rating => ({ score, evidence: 'Said so.' });
const all = (score: ScoreValue): Ratings =>
  Object.fromEntries(rows.map(({ competency }) => [competency, scored(score)]));
const result = (ratings: Ratings) => combine(EXAMPLE, rows, ratings);

describe('combine', () => {
  it('says nothing of an empty sheet', () => {
    expect(result({})).toEqual({
      mean: undefined,
      coverage: 0,
      bars: [{ competency: 'security', minimum: 2, state: 'open' }],
      withoutEvidence: [],
      outcome: 'insufficientEvidence',
    });
  });

  it('weighs scores by their share', () => {
    const api = weightedRows(EXAMPLE, 'api', 'interview');
    const { mean, coverage } = combine(EXAMPLE, api, { ...all(2), 'http-api': scored(4) });
    expect(mean).toBeCloseTo((4 * 5 + 2 * 3) / 8, 12);
    expect(coverage).toBeCloseTo(1, 12);
  });

  it('meets the standard at the threshold, not below it', () => {
    expect(result(all(3)).outcome).toBe('meets');
    expect(result({ ...all(3), python: scored(2) }).outcome).toBe('below');
  });

  it('lets no total buy back a bar that is not met', () => {
    expect(result({ ...all(4), security: scored(1) })).toMatchObject({
      outcome: 'barNotMet',
      bars: [{ competency: 'security', state: 'not-met' }],
    });
  });

  it('gives no verdict while a bar of this sheet is open, even at 80 % of the weight', () => {
    const ratings = { ...all(4), security: { score: 'not-assessed', evidence: '' } } as const;
    expect(result(ratings)).toMatchObject({ outcome: 'insufficientEvidence' });
    expect(result(ratings).coverage).toBeCloseTo(0.8, 12);
  });

  it('gives a verdict from exactly the share of the weight that the rubric asks for', () => {
    expect(result({ ...all(3), python: { score: 'not-assessed', evidence: '' } }).outcome).toBe('meets');
    expect(
      result({ ...all(3), python: { evidence: '' }, database: { score: 'not-assessed', evidence: '' } }).outcome,
    ).toBe('insufficientEvidence');
  });

  it('does not count a score without evidence, and says so', () => {
    const { withoutEvidence, coverage } = result({ ...all(3), python: { score: 4, evidence: '  ' } });
    expect(withoutEvidence).toEqual(['python']);
    expect(coverage).toBeCloseTo(0.8, 12);
  });

  it('knows no bar for a sheet without its row', () => {
    const design = weightedRows(EXAMPLE, 'generalist', 'design');
    const ratings = { 'system-design': scored(3), 'data-modeling': scored(3) };
    expect(combine(EXAMPLE, design, ratings)).toMatchObject({ bars: [], outcome: 'meets' });
  });
});

describe('for any ratings', () => {
  const rating: fc.Arbitrary<Rating> = fc.record({
    score: fc.constantFrom<Rating['score']>(1, 2, 3, 4, 'not-assessed', undefined),
    evidence: fc.constantFrom('', ' ', 'Said so.'),
  });
  const ratings = fc.dictionary(fc.constantFrom<Competency>(...rows.map(({ competency }) => competency)), rating);

  it('the mean lies between the lowest and the highest counted score', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        const counted = Object.values(given).flatMap(({ score, evidence }) =>
          typeof score === 'number' && evidence.trim() !== '' ? [score] : [],
        );
        const { mean, coverage } = result(given);
        expect(mean === undefined).toBe(counted.length === 0);
        expect(coverage).toBeCloseTo(counted.length / rows.length, 12);
        if (mean === undefined) return;
        expect(mean).toBeGreaterThanOrEqual(Math.min(...counted) - 1e-9);
        expect(mean).toBeLessThanOrEqual(Math.max(...counted) + 1e-9);
      }),
    );
  });

  it('a higher score never makes the mean lower or a met standard unmet', () => {
    fc.assert(
      fc.property(ratings, fc.constantFrom(...rows.map(({ competency }) => competency)), (given, competency) => {
        const low = result({ ...given, [competency]: scored(2) });
        const high = result({ ...given, [competency]: scored(4) });
        expect(high.mean).toBeGreaterThanOrEqual(low.mean ?? 1);
        if (low.outcome === 'meets') expect(high.outcome).toBe('meets');
      }),
    );
  });

  it('no sheet with a failed bar ever meets the standard', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        expect(result({ ...given, security: scored(1) }).outcome).toBe('barNotMet');
      }),
    );
  });
});
