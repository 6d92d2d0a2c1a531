import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';

/**
 * Characters that belong to a word: `__in`, `@property`, `F()`… Pagefind keeps `_` inside words by
 * this setting; the query table in `tests/` decides what stands here.
 */
const INCLUDE_CHARACTERS = '_';

/** Builds the search index from the finished pages and writes it beside them. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const path = fileURLToPath(dir);
        const started = performance.now();
        try {
          const { index, errors } = await pagefind.createIndex({ includeCharacters: INCLUDE_CHARACTERS });
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
