import { DUE_AFTER_MONTHS } from '../age.ts';
import { overdue, withMovedSources } from '../upkeep.ts';
import type { CheckedContent } from './content.ts';

/** Most questions that one line names. */
const NAMED = 10;

/**
 * What is no mistake but waits for somebody: questions whose last check is too long ago, and questions whose sources
 * moved to a newer version. One line each, empty where there is nothing.
 *
 * @param today a day, `YYYY-MM-DD`
 */
export function upkeepNotes(content: CheckedContent, today: string): { overdue: string[]; moved: string[] } {
  const questions = content.questions.map(({ id, data }) => ({ ...data, id }));
  const due = overdue(questions, today);
  const moved = withMovedSources(questions, content.versions[0]?.data ?? []);
  return {
    overdue: line(
      due.map(({ id, reviewed }) => `${id} (${reviewed})`),
      `last checked more than ${DUE_AFTER_MONTHS} months ago`,
    ),
    moved: line(
      moved.map(({ question: { id }, moved: sources }) => {
        const versions = sources.map(({ product, version }) => `${product.name} ${version}`);
        return `${id} (${[...new Set(versions)].join(', ')})`;
      }),
      'with sources in an older version',
    ),
  };
}

function line(names: readonly string[], what: string): string[] {
  if (names.length === 0) return [];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const count = names.length === 1 ? '1 question' : `${names.length} questions`;
  return [`${count} ${what}: ${names.slice(0, NAMED).join(', ')}${more}`];
}
