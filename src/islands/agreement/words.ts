import { type Agreement, LEAST_UNITS } from '../../rubric/agreement.ts';

/** Wider than this, and an interval leaves open what the figure is good for. */
const WIDE = 0.4;

/** What the figures say, and what they cannot, in words. */
export function alphaWords({ alpha, interval, units, exact, withinOne }: Agreement, raters: number): string {
  if (units === 0) return 'No competency of a candidate has scores by two raters yet, so there is nothing to compare.';
  const shares = `Of the pairs of scores, ${share(exact)} are equal and ${share(withinOne)} at most one point apart.`;
  if (alpha === undefined) {
    return `All scores are equal, so alpha is not defined: these candidates gave nobody an occasion to differ. ${shares}`;
  }
  const base = `With ${raters} raters and ${units} ${units === 1 ? 'unit' : 'units'}`;
  if (units < LEAST_UNITS) {
    return `${base} alpha is a hint and no measurement: take ${LEAST_UNITS} units or more before you act on it. ${shares}`;
  }
  if (!interval) return `${base} alpha hangs on a single unit, so nothing can be said of how sure it is. ${shares}`;
  const [low, high] = interval;
  const range = `${base} alpha lies between ${low.toFixed(2)} and ${high.toFixed(2)}.`;
  const width =
    high - low > WIDE ? ' This interval is wide: another recorded interview says more than another rater.' : '';
  return `${range}${width} ${verdict(low, high)} ${shares}`;
}

function verdict(low: number, high: number): string {
  if (high < 0.667)
    return 'By the usual convention (0.667) that is too little to compare candidates by: sharpen the anchors first.';
  if (low >= 0.8) return 'By the usual convention (0.8) these raters can stand in for each other.';
  if (low >= 0.667) return 'By the usual convention (0.667 to 0.8) it carries careful conclusions.';
  return 'Both more and less than the usual convention (0.667) fit it.';
}

const share = (value: number | undefined) => (value === undefined ? 'none' : `${Math.round(value * 100)} %`);
