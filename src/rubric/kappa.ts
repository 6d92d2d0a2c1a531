import { checkScale } from './ratings.ts';

/** How disagreement counts: by steps on the scale, or by their square. The two cannot be compared with each other. */
export type KappaWeights = 'linear' | 'quadratic';

/**
 * Cohen's weighted kappa of two raters who rated the same units: 1 − Σ w·observed / Σ w·expected.
 *
 * Weights go by the places on the declared scale, also where a value does not occur.
 *
 * Source: J. Cohen (1968), "Weighted kappa", Psychological Bulletin 70(4).
 *
 * @param pairs the two ratings of each unit
 * @returns undefined where it is not defined: no pair, or no disagreement possible by the two raters' margins
 * @throws RangeError if a rating is not on the scale
 */
export function weightedKappa(
  pairs: readonly (readonly [number, number])[],
  scale: readonly number[],
  weights: KappaWeights,
): number | undefined {
  checkScale(pairs.flat(), scale);
  const share = (rater: 0 | 1, value: number) => pairs.filter((pair) => pair[rater] === value).length / pairs.length;
  const weight = (a: number, b: number) =>
    Math.abs(scale.indexOf(a) - scale.indexOf(b)) ** (weights === 'linear' ? 1 : 2);
  const observed = pairs.reduce((sum, [a, b]) => sum + weight(a, b), 0) / pairs.length;
  let expected = 0;
  for (const a of scale) for (const b of scale) expected += weight(a, b) * share(0, a) * share(1, b);
  // Also where there is no pair: then it is not a number.
  return expected > 0 ? 1 - observed / expected : undefined;
}
