import type { Rubric } from '../bank/schemas/rubric.ts';
import type { Competency } from '../bank/vocabulary.ts';
import type { WeightedRow } from './weights.ts';

/** A score on the declared scale. */
export type ScoreValue = 1 | 2 | 3 | 4;

/** Longest evidence or rationale, in characters: room for all that one types in an hour, about fifteen pages. */
export const LONGEST_TEXT = 50_000;

/** What an interviewer put down for one competency. */
export interface Rating {
  /** Undefined until something is chosen; "not assessed" is a choice, and not a score. */
  readonly score?: ScoreValue | 'not-assessed' | undefined;
  /** What the candidate said or did. A score without it does not count. */
  readonly evidence: string;
}

export type Ratings = Readonly<Partial<Record<Competency, Rating>>>;

/** A must-meet bar, and whether the sheet's scores meet it. */
export interface Bar {
  readonly competency: Competency;
  readonly minimum: number;
  /** `open`: nothing that counts was scored, so nothing is known. */
  readonly state: 'met' | 'not-met' | 'open';
}

export type Outcome = keyof Rubric['outcomes'];

export interface Result {
  /** Weighted mean of the scores that count, 1 to 4; undefined while none does. */
  readonly mean: number | undefined;
  /** Share of the weight that the mean rests on, 0 to 1. */
  readonly coverage: number;
  /** Bars of the competencies on this sheet. */
  readonly bars: readonly Bar[];
  /** Rows with a score but no evidence: they do not count. */
  readonly withoutEvidence: readonly Competency[];
  readonly outcome: Outcome;
}

/** What of the rubric decides the outcome of a sheet. */
export type Judging = Pick<Rubric, 'mustMeet' | 'passThreshold' | 'coverageThreshold'>;

/**
 * Combines the scores of one sheet mechanically.
 *
 * The mean is Σ(share × score) / Σ(share) over the rows that were scored with evidence. The outcome
 * is, in this order: `barNotMet` if any counted score is below its must-meet bar; `insufficientEvidence`
 * if less than the rubric's share of the weight was assessed, or if a bar of this sheet is still
 * open; else `meets` or `below`, by the rubric's threshold.
 *
 * @param rows the sheet's rows, from `weightedRows`
 */
export function combine(rubric: Judging, rows: readonly WeightedRow[], ratings: Ratings): Result {
  const counted = rows.flatMap(({ competency, share }) => {
    const score = countedScore(ratings[competency]);
    return score === undefined ? [] : [{ share, score }];
  });
  const coverage = counted.reduce((sum, { share }) => sum + share, 0);
  const weighted = counted.reduce((sum, { share, score }) => sum + share * score, 0);
  const mean = counted.length > 0 ? weighted / coverage : undefined;

  const onSheet = new Set(rows.map(({ competency }) => competency));
  const bars = rubric.mustMeet
    .filter(({ competency }) => onSheet.has(competency))
    .map(({ competency, minimum }): Bar => {
      const score = countedScore(ratings[competency]);
      return { competency, minimum, state: score === undefined ? 'open' : score >= minimum ? 'met' : 'not-met' };
    });
  const withoutEvidence = rows
    .map(({ competency }) => competency)
    .filter((competency) => isScore(ratings[competency]?.score) && countedScore(ratings[competency]) === undefined);

  return { mean, coverage, bars, withoutEvidence, outcome: outcomeOf(rubric, mean, coverage, bars) };
}

/** The outcome that mean, coverage and bars make, in the order that `combine` names. */
export function outcomeOf(
  rubric: Pick<Rubric, 'passThreshold' | 'coverageThreshold'>,
  mean: number | undefined,
  coverage: number,
  bars: readonly Pick<Bar, 'state'>[],
): Outcome {
  if (bars.some(({ state }) => state === 'not-met')) return 'barNotMet';
  const open = bars.some(({ state }) => state === 'open');
  // Shares are fractions: a sum that should be 0.8 may come out a hair below.
  if (mean === undefined || open || coverage < rubric.coverageThreshold - 1e-9) return 'insufficientEvidence';
  return mean >= rubric.passThreshold - 1e-9 ? 'meets' : 'below';
}

function isScore(score: Rating['score']): score is ScoreValue {
  return typeof score === 'number';
}

/** The score of a rating that counts: one that has evidence. */
export function countedScore(rating: Rating | undefined): ScoreValue | undefined {
  return rating && isScore(rating.score) && rating.evidence.trim() !== '' ? rating.score : undefined;
}
