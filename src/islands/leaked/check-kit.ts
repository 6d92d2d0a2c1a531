import { type Listed, withTodaysIds } from '../../kit/catalogue.ts';
import type { Draft } from '../../kit/draft.ts';
import { type Leaked, leakedToday, withParallels } from '../../kit/leaked.ts';
import { toFragment } from '../../kit/link.ts';
import { inlineText } from '../inline-text.ts';

/** What a person's list says of a kit that asks some of its questions. */
export interface LeakedInKit {
  /** Titles of the leaked questions that the kit asks. */
  readonly leaked: readonly string[];
  /** What to do about them, in words. */
  readonly advice: string;
  /** Address of the kit in the builder, with parallel questions; undefined if there is none for any. */
  readonly builder: string | undefined;
}

/**
 * Holds a kit against the person's list.
 *
 * @param base where the site is served from, with a slash at the end
 * @returns undefined if the kit asks nothing that is on the list
 */
export function checkKit(
  kit: Draft,
  list: readonly Leaked[],
  questions: readonly Listed[],
  base: string,
): LeakedInKit | undefined {
  const leaked = leakedToday(list, questions);
  const { draft: today } = withTodaysIds(kit, questions);
  const asked = today.questions.filter(({ id }) => leaked.has(id));
  if (asked.length === 0) return undefined;
  const { draft, swapped, stuck } = withParallels(today, questions, leaked);
  const titles = new Map(questions.map(({ id, title }) => [id, inlineText(title)]));
  const name = (id: string) => titles.get(id) ?? id;
  return {
    leaked: asked.map(({ id }) => name(id)),
    advice: adviceFor(asked.length, swapped.length, stuck.map(name)),
    builder: swapped.length > 0 ? `${base}kits/builder/#${toFragment(draft)}` : undefined,
  };
}

function adviceFor(leaked: number, swapped: number, stuck: readonly string[]): string {
  if (swapped === 0) {
    return `The bank has no parallel question left for ${leaked === 1 ? 'it' : 'them'}: ask something of your own, or choose another kit.`;
  }
  if (stuck.length > 0) return `No parallel question is left for: ${stuck.join(' · ')}`;
  return `The bank has ${leaked === 1 ? 'a parallel question' : 'parallel questions'}: same competency and level, about as long.`;
}
