/** Questions on one page of the catalogue. */
export const PER_PAGE = 50;

/** One page of a list that is too long for one. */
export interface CataloguePage<T> {
  /** Counted from 1. */
  readonly number: number;
  /** How many pages there are. */
  readonly of: number;
  readonly items: readonly T[];
  /** Position of its first item in the whole list, counted from 1. */
  readonly first: number;
  readonly total: number;
}

/** A list cut into pages; an empty list has one empty page. */
export function inPages<T>(items: readonly T[], size = PER_PAGE): CataloguePage<T>[] {
  const of = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: of }, (_, index) => ({
    number: index + 1,
    of,
    items: items.slice(index * size, (index + 1) * size),
    first: index * size + 1,
    total: items.length,
  }));
}

/** The address of a page of the catalogue, without the site's base path. */
export function cataloguePath(number: number): string {
  return number === 1 ? '/questions/' : `/questions/page/${number}/`;
}

/** A link from one page of a list to another. */
export interface PageStep {
  readonly rel: 'first' | 'prev' | 'next' | 'last';
  readonly label: string;
  /** Where it leads; nothing where there is no such page, or a nearer link leads there. */
  readonly to: number | undefined;
}

/** The links on page `number` of `of`, in order. */
export function pageSteps(number: number, of: number): PageStep[] {
  return [
    { rel: 'first', label: 'First', to: number > 2 ? 1 : undefined },
    { rel: 'prev', label: 'Previous', to: number > 1 ? number - 1 : undefined },
    { rel: 'next', label: 'Next', to: number < of ? number + 1 : undefined },
    { rel: 'last', label: 'Last', to: number < of - 1 ? of : undefined },
  ];
}
