import type { Competency } from '../bank/vocabulary.ts';
import type { WeightedRow } from '../rubric/weights.ts';
import type { Timed } from './schedule.ts';

/** How much of a kit's question time a row of its scorecard gets. */
export interface RowCoverage {
  readonly competency: Competency;
  /** The row's share of the weight, 0 to 1. */
  readonly share: number;
  /** Minutes of questions whose score feeds the row. */
  readonly minutes: number;
  /** Minutes that the share of the weight would give it. */
  readonly due: number;
  /** Ids of those questions, in the kit's order. */
  readonly questions: readonly string[];
}

/**
 * What each row of the scorecard gets. A row without a question cannot be scored by this kit, and
 * the reader is told so.
 *
 * @param rows the scorecard's rows, from `weightedRows`
 * @param competencyOf the competency of a question; undefined for one that is not in the bank
 */
export function coverage(
  kit: Pick<Timed, 'questions'>,
  rows: readonly WeightedRow[],
  competencyOf: (id: string) => Competency | undefined,
): RowCoverage[] {
  const asked = kit.questions.reduce((sum, { minutes }) => sum + minutes, 0);
  return rows.map(({ competency, share }) => {
    const questions = kit.questions.filter(({ id }) => competencyOf(id) === competency);
    return {
      competency,
      share,
      minutes: questions.reduce((sum, { minutes }) => sum + minutes, 0),
      due: share * asked,
      questions: questions.map(({ id }) => id),
    };
  });
}
