/** The part of Pagefind's browser API (1.6) that the guide uses. */
export interface PagefindApi {
  options(options: Record<string, unknown>): Promise<void>;
  init(): Promise<void>;
  search(term: string | null, options?: { filters?: Record<string, string> }): Promise<PagefindResponse>;
  preload(term: string): Promise<void>;
  filters(): Promise<FacetCounts>;
}

/** Results per value of each facet: `{Topic: {ORM: 3}}`. */
export type FacetCounts = Record<string, Record<string, number>>;

export interface PagefindHit {
  readonly id: string;
  readonly score: number;
  data(): Promise<SearchResult>;
}

export interface PagefindResponse {
  readonly results: readonly PagefindHit[];
  /** Counts for this term under the chosen facets; filled once `filters()` has been called. */
  readonly filters: FacetCounts;
}

export interface SearchResult {
  readonly url: string;
  /** Text with matches in `<mark>`; everything else is escaped. */
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly sub_results: readonly { title: string; url: string; excerpt: string; anchor?: { id: string } }[];
}

/**
 * How results are ordered. The title outweighs everything, then the words people type for a page
 * (`keywords`); long pages are not punished for length. The query table in `tests/` decides.
 */
const RANKING = {
  metaWeights: { title: 8, keywords: 6 },
  pageLength: 0.3,
  termSimilarity: 6,
};

const loaded = new Map<string, Promise<PagefindApi>>();
let failures = 0;

/**
 * Loads the search, once per page: its script, its program and its index side by side.
 *
 * @param base the site's base path, with a slash at its end
 */
export function loadSearch(base: string): Promise<PagefindApi> {
  let search = loaded.get(base);
  if (!search) {
    search = load(base);
    loaded.set(base, search);
    // A failed load may be tried again, once the reader is back on line.
    search.catch(() => {
      failures += 1;
      loaded.delete(base);
    });
  }
  return search;
}

async function load(base: string): Promise<PagefindApi> {
  const bundle = `${base}pagefind/`;
  // Pagefind asks for its program only after two more answers; this asks for it at once.
  const program = document.createElement('link');
  Object.assign(program, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: `${bundle}wasm.en.pagefind` });
  document.head.append(program);
  // A browser remembers that a module failed; another address asks anew.
  const script = failures === 0 ? 'pagefind.js' : `pagefind.js?attempt=${failures}`;
  let api: PagefindApi;
  try {
    api = (await import(/* @vite-ignore */ bundle + script)) as PagefindApi;
  } catch (error) {
    // A preload that failed would be handed to the next attempt: this request takes it away.
    await fetch(program.href).catch(() => undefined);
    program.remove();
    throw error;
  }
  // A worker would load the same 12 kB again before it could start; a search here takes milliseconds.
  await api.options({ baseUrl: base, noWorker: true, excerptLength: 24, ranking: RANKING });
  await api.init();
  return api;
}
