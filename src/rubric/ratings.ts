/**
 * Ratings of several units by several raters: one row for each unit (a candidate's competency, a written answer), one
 * column for each rater, in the same order throughout. What somebody did not rate is undefined.
 */
export type RatingTable = readonly (readonly (number | undefined)[])[];

/** The ratings that a unit has, without the holes. */
export function given(unit: readonly (number | undefined)[]): number[] {
  return unit.filter((value) => value !== undefined);
}

/** Every pair of ratings of one unit, each pair once. */
export function pairsOf(unit: readonly (number | undefined)[]): [number, number][] {
  const values = given(unit);
  return values.flatMap((a, index) => values.slice(index + 1).map((b): [number, number] => [a, b]));
}

/** @throws RangeError if a rating is not on the scale */
export function checkScale(values: Iterable<number | undefined>, scale: readonly number[]): void {
  for (const value of values) {
    if (value !== undefined && !scale.includes(value)) {
      throw new RangeError(`rating ${value}, allowed: ${scale.join(', ')}`);
    }
  }
}
