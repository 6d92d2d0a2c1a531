import { describe, expect, it } from 'vitest';

import { seeded } from '../kit/random.ts';
import { LEAST_CANDIDATES } from '../rubric/drift.ts';
import { effectSize } from '../rubric/effect-size.ts';
import type { ScoreValue } from '../rubric/result.ts';
import type { CardScores } from '../scorecard/card-scores.ts';
import { type Choice, driftReport } from './drift-report.ts';
import { scored } from './example.ts';
import { gather } from './gather.ts';

const DAYS = { before: '2026-01-15', after: '2026-04-15' };
/** Candidates of both quarters, each with one scorecard by each interviewer that a score is given for. */
function quarter(side: keyof typeof DAYS, scores: readonly Readonly<Record<string, ScoreValue>>[]): CardScores[] {
  return scores.flatMap((byInterviewer, person) =>
    Object.entries(byInterviewer).map(([interviewer, score]) =>
      scored(`${side}-${person}-${interviewer}`, score, {
        ...{ candidate: `${side}-${person}`, interviewer, date: DAYS[side] },
      }),
    ),
  );
}
const report = (cards: readonly CardScores[], choice: Partial<Choice> = {}) =>
  driftReport(gather([cards]).cards, { after: '2026-Q2', before: 'last', ...choice }, seeded('report'));
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

describe('drift from quarter to quarter', () => {
  it('is seen in a competency whose scores fell, and not in one that stayed', () => {
    const cards = (['before', 'after'] as const).flatMap((side) =>
      quarter(
        side,
        times(20, (person) => ({ AB: (side === 'before' ? 3 + (person % 2) : 1 + (person % 2)) as ScoreValue })),
      ).map((card, person) => ({
        ...card,
        scores: [
          ...card.scores,
          { competency: 'python' as const, score: (2 + (person % 2)) as ScoreValue, counts: true },
        ],
      })),
    );
    const { competencies, comparisons } = report(cards);
    expect(
      competencies.map(({ competency, comparison }) => [competency, comparison.delta, comparison.verdict]),
    ).toEqual([
      ['database', -1, 'look'],
      ['python', 0, 'no-sign'],
    ]);
    expect(comparisons).toBe(2);
    // Adjusted for both comparisons: the smaller p is doubled.
    expect(competencies[0]?.comparison.before.counts).toEqual([0, 0, 10, 10]);
    expect(competencies[0]?.comparison.p).toBeLessThan(0.001);
  });

  it('is not judged with too few candidates, however many scores they have', () => {
    const few = (side: keyof typeof DAYS, score: ScoreValue) =>
      quarter(
        side,
        times(LEAST_CANDIDATES - 1, () => ({ AB: score, CD: score, EF: score })),
      );
    const { competencies, interviewers, comparisons } = report([...few('before', 4), ...few('after', 1)]);
    expect([...competencies, ...interviewers].every(({ comparison }) => comparison.verdict === 'too-few')).toBe(true);
    expect(competencies[0]?.comparison.p).toBeUndefined();
    expect(comparisons).toBe(0);
  });

  it('is called too small to act on where it is sure and negligible', () => {
    const many = (side: keyof typeof DAYS, low: number) =>
      quarter(
        side,
        times(4_000, (person) => ({ AB: person < low ? 2 : 3 })),
      );
    const { competencies } = report([...many('before', 1_800), ...many('after', 2_200)]);
    expect(competencies[0]?.comparison).toMatchObject({ size: 'negligible', verdict: 'too-small' });
  });

  it('does not take a weaker pool for stricter interviewers', () => {
    const pool = (side: keyof typeof DAYS, score: ScoreValue) =>
      quarter(
        side,
        times(20, () => ({ AB: score, CD: score })),
      );
    const { competencies, interviewers } = report([...pool('before', 4), ...pool('after', 2)]);
    expect(competencies[0]?.comparison.verdict).toBe('look');
    expect(interviewers.map(({ comparison }) => comparison.verdict)).toEqual(['no-sign', 'no-sign']);
    expect(interviewers[0]?.leaning).toMatchObject({ before: { mean: 0 }, after: { mean: 0 } });
  });

  it('shows an interviewer who moved against those who saw the same candidates, by name', () => {
    const { interviewers } = report([
      ...quarter(
        'before',
        times(20, () => ({ ZZ: 3, AB: 3, CD: 3 })),
      ),
      ...quarter(
        'after',
        times(20, () => ({ ZZ: 1, AB: 3, CD: 3 })),
      ),
      // Alone with a candidate: nobody to compare with.
      ...quarter(
        'after',
        times(1, () => ({ MM: 1 })),
      ).map((card) => ({ ...card, candidate: 'alone' })),
    ]);
    expect(interviewers.map(({ interviewer }) => interviewer)).toEqual(['AB', 'CD', 'MM', 'ZZ']);
    expect(interviewers[3]?.comparison).toMatchObject({ delta: -1, verdict: 'look' });
    expect(interviewers[3]?.leaning.after).toEqual({ mean: -2, interval: [-2, -2] });
    expect(interviewers[2]).toMatchObject({
      comparison: { after: { candidates: 0 }, verdict: 'too-few' },
      leaning: { after: undefined },
    });
  });

  it('counts no score without evidence, and says how many there are', () => {
    const bare = quarter('before', [{ AB: 1 }]).map((card) => ({
      ...card,
      scores: card.scores.map((score) => ({ ...score, counts: false })),
    }));
    expect(report(bare)).toMatchObject({ competencies: [], withoutEvidence: 1 });
  });

  it('compares with the quarter before, or with all before, and a later quarter never counts', () => {
    const on = (date: string) => scored(date, 3, { date });
    const cards = ['2025-07-01', '2025-10-01', '2026-02-01', '2026-05-01', '2026-08-01'].map(on);
    expect(report(cards).before).toEqual(['2026-Q1']);
    expect(report(cards, { before: 'all' }).before).toEqual(['2025-Q3', '2025-Q4', '2026-Q1']);
    expect(report(cards, { before: 'all' }).competencies[0]?.comparison.before.candidates).toBe(3);
    expect(report(cards, { after: '2025-Q3' }).before).toEqual([]);
  });
});

it.each([
  [0.146, 'negligible'],
  [-0.147, 'small'],
  [0.33, 'medium'],
  [-0.474, 'large'],
] as const)('a delta of %f is %s', (delta, size) => expect(effectSize(delta)).toBe(size));
