import type { FacetCounts, PagefindApi, PagefindHit } from './pagefind-api.ts';
import { rankByWords, wordsOf } from './ranking.ts';

/**
 * Pages for a query, the best first.
 *
 * @param term as `normaliseQuery` gives it; empty for all pages
 * @param filters one value for each chosen facet
 */
export async function find(
  api: PagefindApi,
  term: string,
  filters: Record<string, string>,
): Promise<readonly PagefindHit[]> {
  const words = wordsOf(term);
  const { results } = await api.search(term || null, { filters });
  if (words.length < 2) return results;
  const perWord = await Promise.all(words.map((word) => api.search(word, { filters })));
  // Where a page has all words, its excerpt marks all of them.
  const whole = new Map(results.map((hit) => [hit.id, hit]));
  return rankByWords(perWord.map((response) => response.results)).map((hit) => whole.get(hit.id) ?? hit);
}

const pagesByFacet = new WeakMap<PagefindApi, Promise<ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>>>();

/** How many of these pages each value of each facet would leave. */
export async function countByFacet(api: PagefindApi, found: readonly PagefindHit[]): Promise<FacetCounts> {
  let known = pagesByFacet.get(api);
  if (!known) {
    known = readFacets(api);
    pagesByFacet.set(api, known);
    // A list that could not be loaded is asked for again.
    known.catch(() => pagesByFacet.delete(api));
  }
  return Object.fromEntries(
    [...(await known)].map(([facet, values]) => [
      facet,
      Object.fromEntries([...values].map(([value, pages]) => [value, found.filter(({ id }) => pages.has(id)).length])),
    ]),
  );
}

/** The pages of each value: asked of the index once, without a word. */
async function readFacets(api: PagefindApi) {
  const facets = Object.entries(await api.filters());
  const pagesOf = async (facet: string, value: string) => {
    const { results } = await api.search(null, { filters: { [facet]: value } });
    return [value, new Set(results.map(({ id }) => id))] as const;
  };
  return new Map(
    await Promise.all(
      facets.map(async ([facet, values]) => {
        const pages = await Promise.all(Object.keys(values).map((value) => pagesOf(facet, value)));
        return [facet, new Map(pages)] as const;
      }),
    ),
  );
}
