import type { Competency } from '../bank/vocabulary.ts';
import type { Ratings, ScoreValue } from '../rubric/result.ts';
import type { Timed } from './schedule.ts';

/** What one question of a kit was scored, with the notes that say why. */
export interface Answer {
  readonly id: string;
  readonly score: ScoreValue;
  readonly evidence: string;
}

/**
 * The scores of the scorecard's rows, from those of the questions.
 *
 * A row's score is the mean of its questions' scores, each weighted by the minutes that it was
 * given, rounded to a whole score. A half goes down: the higher anchor was not shown throughout.
 * Answers without notes do not count, as everywhere.
 */
export function rowScores(
  kit: Pick<Timed, 'questions'>,
  answers: readonly Answer[],
  competencyOf: (id: string) => Competency | undefined,
): Ratings {
  const minutes = new Map(kit.questions.map((question) => [question.id, question.minutes]));
  const counted = answers.filter(({ id, evidence }) => minutes.has(id) && evidence.trim() !== '');
  const rows = Map.groupBy(counted, ({ id }) => competencyOf(id));
  return Object.fromEntries(
    [...rows].flatMap(([competency, list]) => {
      if (competency === undefined) return [];
      const weight = list.reduce((sum, { id }) => sum + (minutes.get(id) ?? 0), 0);
      const mean = list.reduce((sum, { id, score }) => sum + score * (minutes.get(id) ?? 0), 0) / weight;
      const score = Math.ceil(mean - 0.5 - 1e-9) as ScoreValue;
      return [[competency, { score, evidence: list.map(({ evidence }) => evidence).join(' ') }]];
    }),
  );
}
