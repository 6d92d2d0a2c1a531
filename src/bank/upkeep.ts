import { isDue } from './age.ts';
import type { QuestionData } from './schemas/question.ts';
import type { Product } from './schemas/versions.ts';
import { standingOf } from './versions.ts';

/** What upkeep needs to know of a question. */
export type Kept = Pick<QuestionData, 'status' | 'reviewed' | 'sources' | 'title'> & { readonly id: string };

/** A source that was read in a version which answers no longer have to hold for. */
export interface MovedSource {
  readonly title: string;
  readonly url: string;
  readonly version: string;
  readonly product: Product;
}

/**
 * Active questions whose last check is more than twelve months past, the oldest check first.
 *
 * @param today a day, `YYYY-MM-DD`
 */
export function overdue<T extends Pick<Kept, 'id' | 'status' | 'reviewed'>>(
  questions: readonly T[],
  today: string,
): T[] {
  return questions
    .filter(({ status, reviewed }) => status === 'active' && isDue(reviewed, today))
    .sort((a, b) => (a.reviewed === b.reviewed ? (a.id < b.id ? -1 : 1) : a.reviewed < b.reviewed ? -1 : 1));
}

/** Active questions with sources in an older version, in the order given, each with those sources. */
export function withMovedSources<T extends Pick<Kept, 'status' | 'sources'>>(
  questions: readonly T[],
  products: readonly Product[],
): { readonly question: T; readonly moved: readonly MovedSource[] }[] {
  return questions.flatMap((question) => {
    if (question.status !== 'active') return [];
    const moved = question.sources.flatMap(({ title, url }): MovedSource[] => {
      const standing = standingOf(url, products);
      return standing?.state === 'moved' ? [{ title, url, version: standing.version, product: standing.product }] : [];
    });
    return moved.length > 0 ? [{ question, moved }] : [];
  });
}
