import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { COMPETENCIES, type Competency } from '../bank/vocabulary.ts';
import { panel, type Sheet } from './panel.ts';
import type { ScoreValue } from './result.ts';
import type { WeightedRow } from './weights.ts';

const RUBRIC = {
  passThreshold: 2.75,
  coverageThreshold: 0.8,
  mustMeet: [{ competency: 'security' as const, minimum: 2, reason: 'x' }],
  scale: { scores: [1, 2, 3, 4].map((score) => ({ score: score as ScoreValue, label: 'x', meaning: 'x' })) },
};
const ROWS: WeightedRow[] = [
  { competency: 'database', share: 0.5 },
  { competency: 'security', share: 0.25 },
  { competency: 'python', share: 0.25 },
];
const sheet = (rater: string, scores: Partial<Record<Competency, ScoreValue>>, silent: Competency[] = []): Sheet => ({
  rater,
  ratings: Object.fromEntries(
    Object.entries(scores).map(([row, score]) => [
      row,
      { score, evidence: silent.includes(row as Competency) ? ' ' : `${rater} heard it` },
    ]),
  ),
});
const of = (...sheets: Sheet[]) => panel(RUBRIC as never, ROWS, sheets);

describe('a panel', () => {
  it('shows each row with scores, median and spread', () => {
    const { rows } = of(sheet('A', { database: 2 }), sheet('B', { database: 3 }), sheet('C', { database: 3 }));
    expect(rows[0]).toMatchObject({ median: 3, spread: 1, concerns: [] });
    expect(rows[0]?.scores.map(({ rater, score }) => [rater, score])).toEqual([
      ['A', 2],
      ['B', 3],
      ['C', 3],
    ]);
  });

  it('says where raters are two apart, where one is alone, where evidence is missing, and where nothing is', () => {
    const { rows } = of(sheet('A', { database: 1, security: 3, python: 2 }, ['python']), sheet('B', { database: 3 }));
    expect(rows.map(({ concerns }) => concerns)).toEqual([
      ['apart'],
      ['one-rater'],
      ['without-evidence', 'not-assessed'],
    ]);
    expect(rows[2]?.withoutEvidence).toEqual(['A']);
  });

  it('weighs the rows, and says how far disagreement and what is missing could move the result', () => {
    const { mean, coverage, range } = of(
      sheet('A', { database: 2, security: 4 }),
      sheet('B', { database: 3, security: 4 }),
    );
    expect(coverage).toBeCloseTo(0.75);
    expect(mean).toBeCloseTo((0.5 * 2.5 + 0.25 * 4) / 0.75);
    expect(range?.[0]).toBeCloseTo(0.5 * 2 + 0.25 * 4 + 0.25 * 1);
    expect(range?.[1]).toBeCloseTo(0.5 * 3 + 0.25 * 4 + 0.25 * 4);
    expect(of()).toMatchObject({ mean: undefined, coverage: 0, range: undefined });
  });

  it.each<[string, ScoreValue[]]>([
    ['met', [2, 3]],
    ['split', [1, 3]],
    ['not-met', [1, 1]],
    ['open', []],
  ])('has a must-meet bar that is %s by scores %j', (state, scores) => {
    const { bars } = of(...scores.map((score, index) => sheet(`R${index}`, { security: score })));
    expect(bars).toEqual([{ competency: 'security', minimum: 2, state }]);
  });

  it('says how each rater leans against the others, over the rows that both scored', () => {
    const { leanings } = of(
      sheet('A', { database: 4, security: 3 }),
      sheet('B', { database: 2, security: 2 }),
      sheet('C', { database: 3, python: 1 }),
    );
    expect(leanings).toEqual([
      { rater: 'A', rows: 2, leaning: (4 - 2.5 + (3 - 2)) / 2 },
      { rater: 'B', rows: 2, leaning: (2 - 3.5 + (2 - 3)) / 2 },
      { rater: 'C', rows: 1, leaning: 0 },
    ]);
    expect(of(sheet('A', { database: 4 })).leanings).toEqual([{ rater: 'A', rows: 0, leaning: undefined }]);
  });

  it('puts first on the agenda what stands in the way, then by weight', () => {
    const { agenda } = of(
      sheet('A', { database: 1, security: 1, python: 2 }),
      sheet('B', { database: 3, security: 1, python: 4 }),
    );
    expect(agenda.map(({ competency }) => competency)).toEqual(['security', 'database', 'python']);
    expect(
      of(sheet('A', { database: 3 }), sheet('B', { database: 3 })).agenda.map(({ competency }) => competency),
    ).toEqual(['security', 'python']);
  });

  it('does not depend on the order of the sheets, and keeps its mean within its range', () => {
    const rows = COMPETENCIES.map((competency) => ({ competency, share: 1 / COMPETENCIES.length }));
    const rating = fc.record({
      score: fc.constantFrom<ScoreValue | 'not-assessed' | undefined>(1, 2, 3, 4, 'not-assessed', undefined),
      evidence: fc.constantFrom('', 'heard'),
    });
    const ratings = fc.record(Object.fromEntries(COMPETENCIES.map((row) => [row, rating])));
    fc.assert(
      fc.property(fc.array(ratings, { maxLength: 5 }), (list) => {
        const sheets = list.map((one, index) => ({ rater: `R${index}`, ratings: one }));
        const [there, back] = [panel(RUBRIC as never, rows, sheets), panel(RUBRIC as never, rows, sheets.toReversed())];
        if (there.mean === undefined) expect(back.mean).toBeUndefined();
        else expect(back.mean).toBeCloseTo(there.mean, 9);
        expect(back.bars).toEqual(there.bars);
        expect(back.agenda.map(({ competency }) => competency)).toEqual(
          there.agenda.map(({ competency }) => competency),
        );
        if (there.mean !== undefined && there.range && there.coverage > 0.999) {
          expect(there.range[0]).toBeLessThanOrEqual(there.mean + 1e-9);
          expect(there.range[1]).toBeGreaterThanOrEqual(there.mean - 1e-9);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('makes an outcome of its figures, and a split bar comes before any mean', () => {
    const all = { database: 3, security: 3, python: 3 } as const;
    expect(of(sheet('A', all), sheet('B', all))).toMatchObject({ outcome: 'meets', undecided: false });
    expect(of(sheet('A', { ...all, database: 2 }), sheet('B', all))).toMatchObject({
      outcome: 'meets',
      undecided: true,
    });
    expect(of(sheet('A', { ...all, database: 1 }))).toMatchObject({ outcome: 'below', undecided: false });
    expect(of(sheet('A', { ...all, security: 1 }), sheet('B', all)).outcome).toBe('barSplit');
    expect(of(sheet('A', { ...all, security: 1 }), sheet('B', { security: 1 })).outcome).toBe('barNotMet');
    expect(of(sheet('A', { security: 3 })).outcome).toBe('insufficientEvidence');
    expect(of(sheet('A', { database: 3, python: 3 })).outcome).toBe('insufficientEvidence');
    expect(of()).toMatchObject({ outcome: 'insufficientEvidence', undecided: false });
  });
});
