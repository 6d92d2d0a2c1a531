import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';

import { contentDoor } from './src/bank/check/integration.ts';
import { hosting } from './src/hosting/integration.ts';
import { isMoved, movesOf } from './src/hosting/moved.ts';
import { prefetchRules, scriptHash } from './src/hosting/prefetch-rules.ts';
import { readRenamed } from './src/hosting/questions.ts';
import { steadyIslands } from './src/hosting/steady-islands.ts';
import { offlineWorker } from './src/offline/write-worker.ts';
import { searchIndex } from './src/search/index-site.ts';
import { pictures } from './src/sharing/picture/integration.ts';
import { licences } from './src/supply/integration.ts';

const moves = movesOf(readRenamed(import.meta.dirname));
const base = process.env.BASE_PATH ?? '/';

export default defineConfig({
  // Absolute addresses in the sitemap and the feed; a deployment sets its own.
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  base,
  outDir: process.env.OUT_DIR ?? './dist',
  trailingSlash: 'always',
  // The default swallows the space between a word and a link on the next line.
  compressHTML: true,
  prerenderConflictBehavior: 'error',
  // Pages with a `cacheKey` are rendered again only when what they show, or the code that shows it, has changed.
  experimental: { incrementalBuild: true },
  integrations: [
    contentDoor(),
    licences(),
    mdx(),
    preact(),
    steadyIslands(),
    sitemap({ filter: (address) => !isMoved(moves, address) }),
    pictures(),
    searchIndex(),
    offlineWorker(),
    // Last: it lists and compresses what the others wrote.
    hosting(),
  ],
  // No code is typed into a page; the samples' is coloured by their own component.
  markdown: { syntaxHighlight: false },
  vite: {
    plugins: [tailwindcss()],
    build: {
      rolldownOptions: {
        // Astro's own marker at the head of compiled MDX, named once per page; nothing is lost with it.
        onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
      },
    },
  },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
      ],
      // Pagefind's index is searched by WebAssembly.
      scriptDirective: {
        resources: ["'self'", "'wasm-unsafe-eval'"],
        // By its hash: the keyword for such rules (`'inline-speculation-rules'`) is unknown to other browsers.
        hashes: [scriptHash(prefetchRules(base))],
      },
      styleDirective: { resources: ["'self'"] },
    },
  },
});
