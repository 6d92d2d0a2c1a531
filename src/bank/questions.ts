import type { QuestionData } from './schemas/question.ts';
import { type Level, LEVELS, type Topic, TOPICS } from './vocabulary.ts';

/** A question of the bank: what its file says, and where it stands. */
export interface Question extends QuestionData {
  /** `<topic>/<slug>`. */
  readonly id: string;
  readonly topic: Topic;
}

/** What lists, filters and `/data/questions.json` need to know of a question. */
export type QuestionSummary = Pick<
  Question,
  | 'id'
  | 'topic'
  | 'title'
  | 'kind'
  | 'competency'
  | 'levels'
  | 'minutes'
  | 'reviewed'
  | 'status'
  | 'covers'
  | 'formerly'
>;

/** The address of a question, without the site's base path. */
export function questionPath(id: string): string {
  return `/questions/${id}/`;
}

/** The topic in a question's id. */
export function topicOf(id: string): Topic {
  return id.slice(0, id.indexOf('/')) as Topic;
}

/** The lowest level at which a question is asked. */
export function entryLevel(question: Pick<Question, 'levels'>): Level {
  return question.levels[0] ?? 'junior';
}

/**
 * Reading order: topics as the guide has them, then lowest level first, then by title. Stable for
 * the same bank, whatever order the files were read in.
 */
export function inReadingOrder<T extends Pick<Question, 'id' | 'topic' | 'title' | 'levels'>>(
  questions: readonly T[],
): T[] {
  return [...questions].sort(
    (a, b) =>
      TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic) ||
      LEVELS.indexOf(entryLevel(a)) - LEVELS.indexOf(entryLevel(b)) ||
      a.title.localeCompare(b.title, 'en'),
  );
}

/**
 * Groups by a key, keeping the order in which keys first appear.
 */
export function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
