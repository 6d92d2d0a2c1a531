import type { Listed } from './catalogue.ts';
import { parallel } from './compose.ts';
import type { Draft } from './draft.ts';

/** A question that candidates are known to have before the interview, on a person's own list. */
export interface Leaked {
  readonly id: string;
  /** The day on which it was marked, `YYYY-MM-DD`. */
  readonly since?: string | undefined;
}

/** Ids of a list as the bank has them today: a question that was renamed since is still leaked. */
export function leakedToday(list: readonly Leaked[], questions: readonly Listed[]): ReadonlySet<string> {
  const marked = new Set(list.map(({ id }) => id));
  const renamed = questions.filter(({ formerly = [] }) => formerly.some((old) => marked.has(old)));
  return new Set([...marked, ...renamed.map(({ id }) => id)]);
}

/** The bank without leaked questions: what a kit may be composed of. */
export function unleaked<T extends { readonly id: string }>(
  questions: readonly T[],
  leaked: ReadonlySet<string>,
): readonly T[] {
  return leaked.size === 0 ? questions : questions.filter(({ id }) => !leaked.has(id));
}

/** A kit whose leaked questions gave way to parallel ones. */
export interface Renewed {
  readonly draft: Draft;
  readonly swapped: readonly { readonly from: string; readonly to: string }[];
  /** Leaked questions that stay, since no parallel one is left. */
  readonly stuck: readonly string[];
}

/**
 * Replaces each leaked question of a kit by a parallel one: same competency and level, of the same kind where the bank
 * has one, and short enough for the minutes that the kit gives it, which stay. The same kit and list give the same
 * questions, so that the interviewers of a panel who share both ask alike.
 */
export function withParallels(draft: Draft, questions: readonly Listed[], leaked: ReadonlySet<string>): Renewed {
  const catalogue = new Map(questions.map((question) => [question.id, question]));
  const bank = unleaked(questions, leaked);
  const swapped: { from: string; to: string }[] = [];
  const stuck: string[] = [];
  let next = draft.questions;
  draft.questions.forEach(({ id, minutes }, index) => {
    if (!leaked.has(id)) return;
    const question = catalogue.get(id);
    const other = question && parallel(bank, { questions: next }, question, draft.level, minutes);
    if (!other) {
      stuck.push(id);
      return;
    }
    swapped.push({ from: id, to: other.id });
    next = next.with(index, { id: other.id, minutes });
  });
  return { draft: swapped.length > 0 ? { ...draft, questions: next } : draft, swapped, stuck };
}

const ADDRESS = /(?:^|\/)(exercises\/[a-z0-9-]+|[a-z0-9-]+\/[a-z0-9-]+)\/?(?:[?#].*)?$/;

/**
 * Questions that a text names, by id or by the address of their page, with white space or commas between them.
 *
 * @returns today's ids, each once, and what of the text names no question of the bank
 */
export function questionsIn(text: string, questions: readonly Listed[]): { ids: string[]; unknown: string[] } {
  const today = new Map(questions.flatMap(({ id, formerly = [] }) => [id, ...formerly].map((name) => [name, id])));
  const ids = new Set<string>();
  const unknown: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const id = today.get(ADDRESS.exec(word)?.[1] ?? '');
    if (id === undefined) unknown.push(word);
    else ids.add(id);
  }
  return { ids: [...ids], unknown };
}
