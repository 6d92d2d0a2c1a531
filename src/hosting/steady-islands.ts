import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';

import { filesBelow } from './files-below.ts';

/**
 * Numbers the islands of a page. Astro gives each an id made from, among others, the folder that the
 * project lies in (`generateHydrateScript`, for hot reloading): the same commit built elsewhere would
 * have other pages. Goes before whatever looks at finished pages.
 */
export function steadyIslands(): AstroIntegration {
  return {
    name: 'steady-islands',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const path of await filesBelow(folder)) {
          if (!path.endsWith('.html')) continue;
          const html = await readFile(join(folder, path), 'utf8');
          const numbered = numberIslands(html);
          if (numbered !== html) await writeFile(join(folder, path), numbered);
        }
      },
    },
  };
}

/** A page with its islands' ids replaced by 1, 2, 3… in the order of the page. */
export function numberIslands(html: string): string {
  let islands = 0;
  return html.replaceAll(/(<astro-island\b[^>]*? uid=")[^"]*"/g, (_, start: string) => `${start}${++islands}"`);
}
