const DAY = 86_400_000;

/** The day as a number that counts up by one from day to day; undefined for what no calendar has. */
export function dayNumber(date: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // A date such as 2026-02-31 would be taken for one in March.
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(date) ? time / DAY : undefined;
}

/** The quarter of a day, `2026-Q1`; undefined for what no calendar has. */
export function quarterOf(date: string): string | undefined {
  if (dayNumber(date) === undefined) return undefined;
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}
