import type { Renamed } from './moved.ts';

/** The list of every id that a question ever had in public, as it lies in the repository. */
export const PUBLISHED = 'hosting/published-ids.txt';

const HEAD = `# Every id that a question was ever published under, one a line. Links to them are out there: an id stays
# in this list for good, and is a question (active or retired) or one question's "formerly".
# "npm run hosting" adds new ids; nothing takes one out.
`;

/** Reads the list; lines that start with "#" are for people. */
export function readPublished(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}

/** The list with today's questions added to it, sorted; nothing is ever left out. */
export function recordPublished(published: readonly string[], questions: readonly Renamed[]): string {
  const ids = new Set([...published, ...questions.flatMap(({ id, formerly }) => [id, ...formerly])]);
  return `${HEAD}${[...ids].sort().join('\n')}\n`;
}

/** Ids of the list that lead nowhere any more. */
export function lostIds(published: readonly string[], questions: readonly Renamed[]): string[] {
  const alive = new Set(questions.flatMap(({ id, formerly }) => [id, ...formerly]));
  return published.filter((id) => !alive.has(id));
}

/** Ids of questions that the list does not have yet. */
export function unrecordedIds(published: readonly string[], questions: readonly Renamed[]): string[] {
  const known = new Set(published);
  return questions.map(({ id }) => id).filter((id) => !known.has(id));
}
