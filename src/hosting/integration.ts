import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';

import { cdnHeaders, cdnRedirects } from './cdn.ts';
import { filesBelow } from './files-below.ts';
import { movesOf } from './moved.ts';
import { isCompressed, precompress } from './precompress.ts';
import { readRenamed } from './questions.ts';

/**
 * Makes a finished build ready for any static host: headers and redirects for those that read them,
 * and compressed files for those that serve them. Goes last, since it looks at every file.
 */
export function hosting(): AstroIntegration {
  let root = '';
  let base = '/';
  let cache = '';
  return {
    name: 'hosting',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
        cache = fileURLToPath(config.cacheDir);
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const started = performance.now();
        const folder = fileURLToPath(dir);
        const { files, bytes } = await precompress(folder, join(cache, 'precompressed', basename(folder)));
        const published = (await filesBelow(folder)).filter((path) => !isCompressed(path));
        await writeFile(join(folder, '_headers'), cdnHeaders(base, published));
        await writeFile(join(folder, '_redirects'), cdnRedirects(base, movesOf(readRenamed(root))));
        const megabytes = (count: number) => `${(count / 1e6).toFixed(1)} MB`;
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        logger.info(
          `${files} files compressed from ${megabytes(bytes.plain)} to ${megabytes(bytes.brotli)} (Brotli) ` +
            `and ${megabytes(bytes.gzip)} (gzip) in ${seconds} s`,
        );
      },
    },
  };
}
