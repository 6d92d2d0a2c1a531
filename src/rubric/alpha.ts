import { checkScale, given, type RatingTable } from './ratings.ts';

/** How far apart two ratings are: the same or not, by rank, or by amount. */
export type Metric = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's alpha: 1 for full agreement, 0 for what chance would give, below 0 for less than that.
 *
 * Any number of raters, and holes, are allowed; a unit with fewer than two ratings does not count. With `o[c][k]` the
 * coincidences of values c and k, `n[c]` their margins and n their sum,
 * alpha = 1 − (n − 1) · Σ o[c][k] δ²(c, k) / Σ n[c] n[k] δ²(c, k).
 *
 * Source: K. Krippendorff, *Content Analysis*, and A. F. Hayes and K. Krippendorff (2007), "Answering the call for a
 * standard reliability measure for coding data", Communication Methods and Measures 1(1).
 *
 * @param table one row for each unit
 * @param scale the declared values, in order
 * @returns undefined where it is not defined: no unit with two ratings, or no two ratings that differ
 * @throws RangeError if a rating is not on the scale
 */
export function krippendorffAlpha(table: RatingTable, scale: readonly number[], metric: Metric): number | undefined {
  checkScale(table.flat(), scale);
  const coincidences = scale.map(() => scale.map(() => 0));
  for (const unit of table) {
    const values = given(unit);
    if (values.length < 2) continue;
    for (const [i, a] of values.entries()) {
      for (const [j, b] of values.entries()) {
        const row = coincidences[scale.indexOf(a)];
        if (i !== j && row) row[scale.indexOf(b)] = (row[scale.indexOf(b)] ?? 0) + 1 / (values.length - 1);
      }
    }
  }
  const margins = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0));
  const total = margins.reduce((sum, margin) => sum + margin, 0);
  const distance = squaredDistance(scale, margins, metric);
  let observed = 0;
  let expected = 0;
  for (const [c, row] of coincidences.entries()) {
    for (const [k, count] of row.entries()) {
      observed += count * distance(c, k);
      expected += (margins[c] ?? 0) * (margins[k] ?? 0) * distance(c, k);
    }
  }
  return expected === 0 ? undefined : 1 - ((total - 1) * observed) / expected;
}

/** δ² between the values at two places of the scale. */
function squaredDistance(scale: readonly number[], margins: readonly number[], metric: Metric) {
  return (c: number, k: number): number => {
    if (c === k) return 0;
    if (metric === 'nominal') return 1;
    if (metric === 'interval') return ((scale[c] ?? 0) - (scale[k] ?? 0)) ** 2;
    const [low, high] = c < k ? [c, k] : [k, c];
    const between = margins.slice(low, high + 1).reduce((sum, margin) => sum + margin, 0);
    return (between - ((margins[c] ?? 0) + (margins[k] ?? 0)) / 2) ** 2;
  };
}
