import type { Rubric } from '../bank/schemas/rubric.ts';
import type { Competency } from '../bank/vocabulary.ts';
import { countedScore, type Judging, type Outcome, type Ratings, type ScoreValue } from '../rubric/result.ts';
import type { Weighing } from '../rubric/weights.ts';
import type { Scorecard } from './schema.ts';
import { foreign, ratingsOf, standing } from './standing.ts';

/** The score of one row. */
export interface RowScore {
  readonly competency: Competency;
  readonly score: ScoreValue;
  /** Whether it has evidence; without it, a score does not count. */
  readonly counts: boolean;
}

/** A scorecard without its notes: all that drift and hiring figures are counted from. */
export interface CardScores {
  readonly id: string;
  /** Codes or initials, without spaces round them; empty where nobody wrote one. */
  readonly candidate: string;
  readonly interviewer: string;
  /** Day of the meeting, `2026-11-21`; empty where nobody wrote one. */
  readonly date: string;
  /** Id of a stage of the rubric it was begun with. */
  readonly stage: string;
  readonly rubricVersion: number;
  /** Rows with a score, each competency once. */
  readonly scores: readonly RowScore[];
  /** Undefined where the rubric that decided it is not at hand. */
  readonly outcome: Outcome | undefined;
  /** Id of the interviewer's own call; empty until chosen. */
  readonly recommendation: string;
}

/** What of the rubric the scores of a scorecard are read with. */
export type Reading = Weighing & Judging & Pick<Rubric, 'version' | 'recommendations'>;

/**
 * The scores of a scorecard. One that was begun with another version of the rubric, or that this rubric does not know
 * the role or stage of, keeps the scores that were given, and has no outcome.
 */
export function cardScores(rubric: Reading, card: Scorecard): CardScores {
  const judged = card.rubricVersion === rubric.version && foreign(rubric, card) === undefined;
  const { ratings, outcome } = judged ? judge(rubric, card) : { ratings: ratingsOf(card), outcome: undefined };
  return {
    id: card.id,
    candidate: card.candidate.trim(),
    interviewer: card.interviewer.trim(),
    date: card.date,
    stage: card.kit.stage,
    rubricVersion: card.rubricVersion,
    scores: rowScoresOf(ratings),
    outcome,
    recommendation: card.recommendation,
  };
}

function judge(rubric: Reading, card: Scorecard): { ratings: Ratings; outcome: Outcome } {
  const { rows, result } = standing(rubric, card);
  const ratings = Object.fromEntries(
    rows.flatMap(({ competency, rating }) => (rating ? [[competency, rating] as const] : [])),
  );
  return { ratings, outcome: result.outcome };
}

function rowScoresOf(ratings: Ratings): RowScore[] {
  return Object.entries(ratings).flatMap(([competency, rating]) =>
    typeof rating.score === 'number'
      ? [{ competency: competency as Competency, score: rating.score, counts: countedScore(rating) !== undefined }]
      : [],
  );
}
