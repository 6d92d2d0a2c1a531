import type { Rubric } from '../bank/schemas/rubric.ts';
import type { Competency } from '../bank/vocabulary.ts';

/** One row of a sheet and what it counts for. */
export interface WeightedRow {
  readonly competency: Competency;
  /** Share of the whole, above 0 and at most 1; the shares of a sheet add up to 1. */
  readonly share: number;
}

/** What of the rubric decides the rows of a sheet. */
export type Weighing = Pick<Rubric, 'roles' | 'stages'> & {
  readonly competencies: readonly Pick<Rubric['competencies'][number], 'id'>[];
};

/**
 * The rows of a sheet, or of several stages taken together: the competencies that any of the stages can assess, each
 * with the role's weight as a share of all of them. Rows of weight 0 are left out.
 *
 * @throws RangeError if the rubric has no such role or stage, or if nothing of the role's weight
 *   can be assessed at these stages
 */
export function weightedRows(
  rubric: Weighing,
  roleId: string,
  ...stageIds: readonly [string, ...string[]]
): WeightedRow[] {
  const role = rubric.roles.find(({ id }) => id === roleId);
  if (!role) throw new RangeError(`no role "${roleId}", allowed: ${rubric.roles.map(({ id }) => id).join(', ')}`);
  const assessed = new Set(
    stageIds.flatMap((stageId) => {
      const stage = rubric.stages.find(({ id }) => id === stageId);
      if (stage) return stage.competencies;
      throw new RangeError(`no stage "${stageId}", allowed: ${rubric.stages.map(({ id }) => id).join(', ')}`);
    }),
  );
  const rows = rubric.competencies
    .map(({ id }) => ({ competency: id, weight: assessed.has(id) ? role.weights[id] : 0 }))
    .filter(({ weight }) => weight > 0);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) {
    throw new RangeError(`role "${roleId}" gives no weight to what stage "${stageIds.join(', ')}" can assess`);
  }
  return rows.map(({ competency, weight }) => ({ competency, share: weight / total }));
}
