import type { Rubric } from '../bank/schemas/rubric.ts';
import type { Competency } from '../bank/vocabulary.ts';
import { rowScores } from '../kit/row-scores.ts';
import { combine, type Rating, type Ratings, type Result, type ScoreValue } from '../rubric/result.ts';
import { weightedRows } from '../rubric/weights.ts';
import type { Scorecard } from './schema.ts';

/** One row of a scorecard, and where its score comes from. */
export interface RowStanding {
  readonly competency: Competency;
  /** Share of the weight, 0 to 1. */
  readonly share: number;
  /** Ids of the questions that feed it, in the kit's order. */
  readonly questions: readonly string[];
  /** What the questions give; undefined while none that counts is scored. */
  readonly derived: Rating | undefined;
  /** What the interviewer set instead, with the reason as evidence. */
  readonly set: Rating | undefined;
  /** Which of the two enters the result. */
  readonly rating: Rating | undefined;
}

export interface Standing {
  readonly rows: readonly RowStanding[];
  readonly result: Result;
  /** Questions with a score but no note: they do not count. */
  readonly withoutNotes: readonly string[];
}

/**
 * What a scorecard amounts to so far: the score of each row, and the result of all.
 *
 * @throws RangeError if the rubric has no such role or stage; `foreign` tells beforehand
 */
export function standing(rubric: Rubric, card: Scorecard): Standing {
  const competencies = new Map<string, Competency>(card.kit.questions.map(({ id, competency }) => [id, competency]));
  const scored = Object.entries(card.answers).flatMap(([id, { score, evidence }]) =>
    isScore(score) ? [{ id, score, evidence }] : [],
  );
  const derived = rowScores(card.kit, scored, (id) => competencies.get(id));
  const weighted = weightedRows(rubric, card.kit.role, card.kit.stage);
  const rows = weighted.map(({ competency, share }): RowStanding => {
    const set = card.rows[competency];
    return {
      competency,
      share,
      questions: card.kit.questions.filter((question) => question.competency === competency).map(({ id }) => id),
      derived: derived[competency],
      set,
      rating: set?.score === undefined ? derived[competency] : set,
    };
  });
  const ratings: Ratings = Object.fromEntries(
    rows.flatMap(({ competency, rating }) => (rating ? [[competency, rating]] : [])),
  );
  return {
    rows,
    result: combine(rubric, weighted, ratings),
    withoutNotes: scored.filter(({ evidence }) => evidence.trim() === '').map(({ id }) => id),
  };
}

/** What keeps this rubric from reading a scorecard; undefined if nothing does. */
export function foreign(rubric: Rubric, { kit, recommendation }: Scorecard): string | undefined {
  const knows = (list: readonly { id: string }[], id: string) => list.some((one) => one.id === id);
  if (!knows(rubric.roles, kit.role)) return `its role “${kit.role}” is not in the rubric`;
  if (!knows(rubric.stages, kit.stage)) return `its stage “${kit.stage}” is not in the rubric`;
  if (recommendation !== '' && !knows(rubric.recommendations, recommendation)) {
    return `its recommendation “${recommendation}” is not in the rubric`;
  }
  return undefined;
}

function isScore(score: Rating['score']): score is ScoreValue {
  return typeof score === 'number';
}
