/** Months after which a check of a question is due again. */
export const DUE_AFTER_MONTHS = 12;

/** A length of time as `Intl.RelativeTimeFormat` takes it. */
export interface Age {
  /** Whole units that have passed; -3 is three units ago. */
  readonly value: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
}

/**
 * How long ago a day was, in the largest unit that has passed at least twice (days up to two weeks, weeks up to two
 * months, months up to two years). A day to come counts as today: clocks differ.
 *
 * @param day a day, `YYYY-MM-DD`
 * @param today the day on which somebody reads it, `YYYY-MM-DD`
 */
export function ageOf(day: string, today: string): Age {
  const days = Math.max(0, Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000));
  const months = days === 0 ? 0 : monthsBetween(day, today);
  // -0 would be "0 days ago" where 0 is "today".
  const ago = (value: number, unit: Age['unit']): Age => ({ value: value === 0 ? 0 : -value, unit });
  if (months >= 24) return ago(Math.floor(months / 12), 'year');
  if (months >= 2) return ago(months, 'month');
  return days >= 14 ? ago(Math.floor(days / 7), 'week') : ago(days, 'day');
}

/** Whether a check on that day is due again: more than twelve months have passed. */
export function isDue(reviewed: string, today: string): boolean {
  return dueDay(reviewed) < today;
}

/** The last day on which a check of that day is still good. A 29 February is compared as text, so it needs no care. */
function dueDay(reviewed: string): string {
  return `${String(Number(reviewed.slice(0, 4)) + DUE_AFTER_MONTHS / 12).padStart(4, '0')}${reviewed.slice(4)}`;
}

/** Whole months between two days. */
function monthsBetween(day: string, today: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [thisYear = 0, thisMonth = 0, thisDate = 0] = today.split('-').map(Number);
  return (thisYear - year) * 12 + thisMonth - month - (thisDate < date ? 1 : 0);
}
