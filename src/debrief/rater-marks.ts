/**
 * A short mark for each rater, for the head of a column or a dot: the initials where all are at most three characters
 * and differ, else letters from A.
 */
export function raterMarks(names: readonly string[]): string[] {
  const short = names.every((name) => name.length <= 3) && new Set(names).size === names.length;
  return names.map((name, index) => (short ? name : String.fromCodePoint(65 + index)));
}
