import { agreement } from './agreement.ts';
import { weightedKappa } from './kappa.ts';

export interface AgainstKey {
  readonly answers: number;
  /** Answers with the key's score. */
  readonly exact: number;
  /** Answers at most one point from it. */
  readonly withinOne: number;
  /** Mean of own score less the key's: above 0 is milder, below 0 stricter. */
  readonly leaning: number;
  /** Quadratic weighted kappa; undefined where it is not defined, such as when all scores are equal. */
  readonly kappa: number | undefined;
}

/**
 * How one reviewer's scores compare with the key of a pack.
 *
 * @param pairs own score and the key's, for each answer
 * @param scale the declared values, in order
 * @returns undefined without an answer
 */
export function againstKey(
  pairs: readonly (readonly [own: number, key: number])[],
  scale: readonly number[],
): AgainstKey | undefined {
  if (pairs.length === 0) return undefined;
  const { exact = 0, withinOne = 0 } = agreement(pairs, scale);
  return {
    answers: pairs.length,
    exact: Math.round(exact * pairs.length),
    withinOne: Math.round(withinOne * pairs.length),
    leaning: pairs.reduce((sum, [own, key]) => sum + own - key, 0) / pairs.length,
    kappa: weightedKappa(pairs, scale, 'quadratic'),
  };
}
