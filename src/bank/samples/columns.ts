/** Columns that a timeline shows of a SELECT; the rest would push the other session off the page. */
const SHOWN = 2;

/**
 * A SELECT with its list of columns cut to the first ones and an ellipsis; any other statement as it is.
 *
 * @param sql a statement as the records lay it out
 */
export function withFewColumns(sql: string): string {
  const [, list, rest] = /^SELECT ((?:"\w+"\."\w+"[,\s]*)+)\n(FROM[\s\S]*)$/.exec(sql) ?? [];
  const columns = list?.split(/,\s*/) ?? [];
  if (columns.length <= SHOWN + 1) return sql;
  return `SELECT ${columns.slice(0, SHOWN).join(', ')}, …\n${rest ?? ''}`;
}
