import type { Question } from './questions.ts';

/** Something that happened to a question. */
export interface News<Q> {
  readonly question: Q;
  /** The day, `YYYY-MM-DD`. */
  readonly date: string;
  /** What changed; the question is new where there is nothing. */
  readonly change?: string;
  /** How often it changed before on the same day: tells its news apart. */
  readonly nth: number;
}

/**
 * What happened to the questions last: added, or changed in a way that their authors wrote down.
 *
 * @param questions in reading order, which news of the same day keep
 * @param limit how many, newest first
 */
export function newsOf<Q extends Pick<Question, 'added' | 'changes'>>(
  questions: readonly Q[],
  limit: number,
): News<Q>[] {
  const all = questions.flatMap((question): News<Q>[] => [
    ...question.changes
      .map(({ date, what }, index) => ({
        question,
        date,
        change: what,
        nth: question.changes.slice(0, index).filter((before) => before.date === date).length,
      }))
      .reverse(),
    { question, date: question.added, nth: 0 },
  ]);
  return all.toSorted((a, b) => b.date.localeCompare(a.date)).slice(0, limit);
}

/** The last day on which a question was added or changed. */
export function lastChanged({ added, changes }: Pick<Question, 'added' | 'changes'>): string {
  return changes.at(-1)?.date ?? added;
}
