/** The 0.975 quantile of the normal distribution; two-sided 95 %. */
const Z = 1.959964;

/** A share, and the 95 % interval of the one behind it. */
export interface Rate {
  readonly share: number;
  readonly interval: readonly [low: number, high: number];
}

/**
 * A share of cases with its 95 % score interval, which also holds near 0 and 1 and with few cases.
 *
 * Source: E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference", Journal of the
 * American Statistical Association 22(158).
 *
 * @returns undefined without a case
 */
export function wilson(hits: number, cases: number): Rate | undefined {
  if (cases === 0) return undefined;
  const share = hits / cases;
  const centre = (hits + Z ** 2 / 2) / (cases + Z ** 2);
  const half = (Z * Math.sqrt((hits * (cases - hits)) / cases + Z ** 2 / 4)) / (cases + Z ** 2);
  return { share, interval: [Math.max(0, centre - half), Math.min(1, centre + half)] };
}
