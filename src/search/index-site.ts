import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';

/**
 * Characters that belong to a word: `__in`, `@property`, `F()`… Pagefind keeps `_` inside words by
 * this setting; the query table in `tests/` decides what stands here.
 */
const INCLUDE_CHARACTERS = '_';

/**
 * Words per index file. Pagefind's own 20,000 make files of 30 kB, of which a query needs one per
 * word; a quarter of that keeps the first result under 100 kB. Pagefind calls this setting unstable,
 * so it stands with the pinned version, and the weight test would notice if it went.
 */
const INDEX_CHUNK_SIZE = '5000';

/**
 * Pages from which on a question is found by its title, its keywords and what it tests, and no longer by every word of
 * its answers: with ten thousand of them, the list of places of one common word is a file of 200 kB.
 */
const LARGE = 3000;

/** The parts of a question page that a large index leaves out. */
const LEFT_OUT = ['exhibit', 'answers', 'common-answer', 'follow-ups', 'scores', 'red-flags'].map(
  (id) => `section[aria-labelledby="${id}"]`,
);

/** Builds the search index from the finished pages and writes it beside them. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, pages, logger }) => {
        const path = fileURLToPath(dir);
        const started = performance.now();
        process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = INDEX_CHUNK_SIZE;
        try {
          const { index, errors } = await pagefind.createIndex({
            includeCharacters: INCLUDE_CHARACTERS,
            ...(pages.length > LARGE && { excludeSelectors: LEFT_OUT }),
          });
          if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
          const added = await index.addDirectory({ path });
          const written = await index.writeFiles({ outputPath: `${path}pagefind` });
          const failures = [...errors, ...added.errors, ...written.errors];
          if (failures.length > 0) throw new Error(`Pagefind: ${failures.join('; ')}`);
          const seconds = ((performance.now() - started) / 1000).toFixed(1);
          logger.info(`${added.page_count} pages indexed in ${seconds} s`);
        } finally {
          await pagefind.close();
        }
      },
    },
  };
}
