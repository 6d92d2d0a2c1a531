/** A page that has a word, as Pagefind scores it. */
export interface Hit {
  readonly id: string;
  readonly score: number;
}

/** Words that say little about a page; searched only when a query has no others. */
const EMPTY_WORDS = new Set(
  `a after all an and are as at be before but by do does for from how i in is it more my no not of on one only or our
  than that the this to two was we what when where which who why with you your`.split(/\s+/),
);

/** Pages with fewer of the words than this share are left out. */
const LEAST_SHARE = 0.5;

/** The words of a query that are worth searching, each once. */
export function wordsOf(term: string): string[] {
  const words = [...new Set(term.split(' ').filter(Boolean))];
  const telling = words.filter((word) => !EMPTY_WORDS.has(word.toLowerCase()));
  return telling.length > 0 ? telling : words;
}

/**
 * Pages in the order in which they answer a query of several words, the best first.
 *
 * Pagefind finds pages that have all of the words, and so loses the right one over a single word that people use for
 * it and the page does not. Here a page's scores are added up and multiplied by the square of the share of words that
 * it has; the query table in `tests/` decided for the square.
 *
 * @param perWord what was found for each word of the query
 */
export function rankByWords<T extends Hit>(perWord: readonly (readonly T[])[]): T[] {
  const pages = new Map<string, { hits: T[]; total: number }>();
  for (const hit of perWord.flat()) {
    const page = pages.get(hit.id) ?? { hits: [], total: 0 };
    page.hits.push(hit);
    page.total += hit.score;
    pages.set(hit.id, page);
  }
  return [...pages.values()]
    .map(({ hits, total }) => {
      const share = hits.length / perWord.length;
      // The word that says most about the page stands for it.
      const [best] = hits.toSorted((a, b) => b.score - a.score);
      return { best, share, score: total * share ** 2 };
    })
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((a, b) => b.score - a.score)
    .flatMap(({ best }) => best ?? []);
}
