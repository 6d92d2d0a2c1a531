import { type Filter, matchesFilter } from './filter.ts';
import type { QuestionSummary } from './questions.ts';

/** A field of all questions, in reading order: which of its values each has, as an index into them. */
interface Column {
  readonly values: readonly string[];
  readonly of: readonly number[];
}

/** What the catalogue's filter needs to know of all questions, small enough for ten thousand of them. */
export interface Facets {
  readonly version: 1;
  /** Questions on one page of the catalogue, where their items stand. */
  readonly perPage: number;
  readonly total: number;
  /** By the names that `matchesFilter` knows. */
  readonly columns: Readonly<Record<string, Column>>;
}

/** @param questions the active ones, in reading order */
export function facetsOf(
  questions: readonly Pick<QuestionSummary, 'topic' | 'kind' | 'competency' | 'levels' | 'minutes'>[],
  perPage: number,
): Facets {
  const column = (texts: readonly string[]): Column => {
    const index = new Map([...new Set(texts)].map((value, position) => [value, position]));
    return { values: [...index.keys()], of: texts.map((text) => index.get(text) ?? 0) };
  };
  return {
    version: 1,
    perPage,
    total: questions.length,
    columns: {
      topic: column(questions.map(({ topic }) => topic)),
      kind: column(questions.map(({ kind }) => kind)),
      competency: column(questions.map(({ competency }) => competency)),
      levels: column(questions.map(({ levels }) => levels.join(' '))),
      minutes: column(questions.map(({ minutes }) => String(minutes))),
    },
  };
}

/** Positions of the questions that pass a filter, counted from 0. */
export function matching({ total, columns }: Facets, filter: Filter): number[] {
  const item = (position: number) =>
    Object.fromEntries(Object.entries(columns).map(([name, { values, of }]) => [name, values[of[position] ?? -1]]));
  return Array.from({ length: total }, (_, position) => position).filter((position) =>
    matchesFilter(filter, item(position)),
  );
}

/** Where the item of a question stands: the page of the catalogue, counted from 1, and its place there, from 0. */
export function placeOf({ perPage }: Pick<Facets, 'perPage'>, position: number): { page: number; place: number } {
  return { page: Math.floor(position / perPage) + 1, place: position % perPage };
}
