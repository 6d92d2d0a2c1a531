import type { Askable } from './compose.ts';
import type { Draft } from './draft.ts';

/** A question as `/data/catalogue.json` lists it, with the address of its page. */
export interface Listed extends Askable {
  readonly url: string;
  readonly title: string;
  /** Ids that it had before it was renamed. */
  readonly formerly?: readonly string[];
}

/** What became of a kit's questions since it was made. */
export interface Findings {
  /** Ids that no question has: renamed, or never there. */
  readonly unknown: readonly string[];
  /** Ids of questions that nobody should ask any more. */
  readonly retired: readonly string[];
  /** Ids of questions that are not asked at the kit's level. */
  readonly otherLevel: readonly string[];
}

/** A kit with today's ids, and which of its own were given to a question since under another name. */
export function withTodaysIds(
  draft: Draft,
  questions: readonly Listed[],
): { draft: Draft; renamed: readonly { from: string; to: string }[] } {
  const today = new Map(questions.flatMap(({ id, formerly = [] }) => formerly.map((old) => [old, id] as const)));
  const taken = new Set(draft.questions.map(({ id }) => id));
  const renamed: { from: string; to: string }[] = [];
  const next = draft.questions.map((question) => {
    const to = today.get(question.id);
    // A kit that asks both by old and by new name keeps what it says.
    if (to === undefined || taken.has(to)) return question;
    taken.add(to);
    renamed.push({ from: question.id, to });
    return { ...question, id: to };
  });
  return { draft: renamed.length > 0 ? { ...draft, questions: next } : draft, renamed };
}

/** Compares a kit, which may come from an old link, with the bank as it is. */
export function examine(draft: Draft, catalogue: ReadonlyMap<string, Listed>): Findings {
  const ids = draft.questions.map(({ id }) => id);
  const known = ids.flatMap((id) => catalogue.get(id) ?? []);
  return {
    unknown: ids.filter((id) => !catalogue.has(id)),
    retired: known.filter(({ status }) => status === 'retired').map(({ id }) => id),
    otherLevel: known.filter(({ levels }) => !levels.includes(draft.level)).map(({ id }) => id),
  };
}

/** Questions to add: those of the level that the kit has not, best match of the words first. */
export function addable(catalogue: readonly Listed[], draft: Draft, words: string): Listed[] {
  const used = new Set(draft.questions.map(({ id }) => id));
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const text = ({ title, id, kind, competency }: Listed) => `${title} ${id} ${kind} ${competency}`.toLowerCase();
  return catalogue.filter(
    (question) =>
      question.status === 'active' &&
      question.levels.includes(draft.level) &&
      !used.has(question.id) &&
      wanted.every((word) => text(question).includes(word)),
  );
}
