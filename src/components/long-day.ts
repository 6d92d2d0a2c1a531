// One for all pages: making it costs more than a page's whole list of sources.
const FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A day as a sentence has it: “2 March 2026”. @param day `YYYY-MM-DD` */
export function longDay(day: string): string {
  return FORMAT.format(new Date(day));
}
