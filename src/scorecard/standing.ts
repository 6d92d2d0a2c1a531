import type { Rubric } from '../bank/schemas/rubric.ts';
import { COMPETENCIES, type Competency } from '../bank/vocabulary.ts';
import { type Answer, rowScores } from '../kit/row-scores.ts';
import { combine, type Judging, type Rating, type Ratings, type Result, type ScoreValue } from '../rubric/result.ts';
import { type Weighing, weightedRows } from '../rubric/weights.ts';
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
export function standing(rubric: Weighing & Judging, card: Scorecard): Standing {
  const scored = scoredAnswers(card);
  const derived = fromQuestions(card, scored);
  const weighted = weightedRows(rubric, card.kit.role, card.kit.stage);
  const rows = weighted.map(({ competency, share }): RowStanding => {
    const set = card.rows[competency];
    return {
      competency,
      share,
      questions: card.kit.questions.filter((question) => question.competency === competency).map(({ id }) => id),
      derived: derived[competency],
      set,
      rating: entering(set, derived[competency]),
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

/**
 * The ratings of a scorecard by competency, whichever rubric it was begun with: those that were set, and else those
 * that its questions give.
 */
export function ratingsOf(card: Scorecard): Ratings {
  const derived = fromQuestions(card, scoredAnswers(card));
  return Object.fromEntries(
    COMPETENCIES.flatMap((competency) => {
      const rating = entering(card.rows[competency], derived[competency]);
      return rating ? [[competency, rating]] : [];
    }),
  );
}

function scoredAnswers({ answers }: Scorecard): Answer[] {
  return Object.entries(answers).flatMap(([id, { score, evidence }]) =>
    isScore(score) ? [{ id, score, evidence }] : [],
  );
}

function fromQuestions({ kit }: Scorecard, scored: readonly Answer[]): Ratings {
  const competencies = new Map<string, Competency>(kit.questions.map(({ id, competency }) => [id, competency]));
  return rowScores(kit, scored, (id) => competencies.get(id));
}

/** Of what was set and what the questions give, the one that enters the result. */
function entering(set: Rating | undefined, derived: Rating | undefined): Rating | undefined {
  return set?.score === undefined ? derived : set;
}

/** What keeps this rubric from reading a scorecard; undefined if nothing does. */
export function foreign(
  rubric: Pick<Rubric, 'roles' | 'stages' | 'recommendations'>,
  { kit, recommendation }: Scorecard,
): string | undefined {
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
