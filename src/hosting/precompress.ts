import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { BrotliCache, gzipOf, type Quality } from './compress.ts';
import { TEXTS } from './content-types.ts';
import { filesBelow } from './files-below.ts';
import { IMMUTABLE, matches } from './headers.ts';

/** Files at work at once: more than the four threads that zlib has by default, fewer than fill the memory. */
const AT_ONCE = 8;

/**
 * Bytes of text up to which pages and data are compressed as well as Brotli can in reasonable time,
 * which is 3 MB in a second of one core. A site of ten thousand questions has ten times that.
 */
const THOROUGH = 64_000_000;

/** What was written beside the files of a build. */
export interface Precompressed {
  /** Files that have a smaller one beside them. */
  readonly files: number;
  /** Bytes of these files, of their `.br` and of their `.gz`. */
  readonly bytes: { readonly plain: number; readonly brotli: number; readonly gzip: number };
}

/**
 * Writes `.br` and `.gz` beside each text of a build that they make smaller: the same bytes for the
 * same file, whenever and wherever.
 *
 * @param folder the build
 * @param cacheFolder keeps what did not change from one build of this folder to the next
 */
export async function precompress(folder: string, cacheFolder: string): Promise<Precompressed> {
  const all = await filesBelow(folder);
  // Of an earlier build into the same folder, perhaps of files that are no more.
  await Promise.all(all.filter(isCompressed).map((path) => rm(join(folder, path))));
  const texts = all.filter((path) => TEXTS.includes(extname(path).slice(1)));
  const sizes = await inTurns(texts, async (path) => (await stat(join(folder, path))).size);
  const quality = qualities(sizes.reduce((sum, size) => sum + size, 0));
  const cache = new BrotliCache(cacheFolder);
  const written = await inTurns(texts, async (path) => {
    const plain = await readFile(join(folder, path));
    const [brotli, gzip] = await Promise.all([cache.compress(plain, quality(path)), gzipOf(plain)]);
    const write = async (end: string, bytes: Buffer) => {
      if (bytes.length >= plain.length) return 0;
      await writeFile(join(folder, path + end), bytes);
      return bytes.length;
    };
    return { plain: plain.length, brotli: await write('.br', brotli), gzip: await write('.gz', gzip) };
  });
  await cache.prune();
  const smaller = written.filter(({ brotli, gzip }) => brotli + gzip > 0);
  const sum = (field: 'plain' | 'brotli' | 'gzip') => smaller.reduce((total, file) => total + file[field], 0);
  return { files: smaller.length, bytes: { plain: sum('plain'), brotli: sum('brotli'), gzip: sum('gzip') } };
}

/** Whether a file lies beside another one as its compressed form. */
export function isCompressed(path: string): boolean {
  return /\.(br|gz)$/.test(path);
}

/** Quality by path; what readers fetch once and keep is worth the most time. */
function qualities(total: number): (path: string) => Quality {
  return (path) => {
    if (IMMUTABLE.paths.some((pattern) => matches(pattern, `/${path}`))) return 11;
    return total <= THOROUGH ? 10 : 5;
  };
}

/** Does the work for every item, a few at a time; results in the order of the items. */
async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, item] of queue) results[index] = await work(item);
    }),
  );
  return results;
}
