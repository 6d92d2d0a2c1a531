import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { readContent } from '../../bank/check/read.ts';
import { ordersOf } from './cards.ts';
import { drawCard } from './draw.ts';
import { inksOf } from './inks.ts';

/** The drawn pictures of a site, kept from build to build. */
export interface Album {
  /** Kept file of each picture, by its address without the base path. */
  readonly files: ReadonlyMap<string, string>;
  /** How many had to be drawn; the others were kept from before. */
  readonly drawn: number;
}

/** What decides how a picture looks, besides the words on it. */
const DRAWN_BY = ['src/styles/tokens.css', 'src/bank/vocabulary.ts', 'src/bank/inline.ts', 'package-lock.json'];

/**
 * Draws what is not drawn yet. A picture is kept under a digest of all that it is made from, so a build
 * draws only what changed since the last one.
 *
 * @param root the project's folder
 * @param cache the folder that pictures are kept in; nothing else lies there
 */
export function drawAlbum(root: string, cache: string): Album {
  mkdirSync(cache, { recursive: true });
  const kept = new Set(readdirSync(cache));
  const inks = inksOf(readFileSync(join(root, 'src/styles/tokens.css'), 'utf8'));
  const manner = mannerOf(root);
  const files = new Map<string, string>();
  const used = new Set<string>();
  let drawn = 0;
  for (const { path, source, card } of ordersOf(readContent(root))) {
    const name = `${createHash('sha256').update(manner).update(source).digest('hex').slice(0, 32)}.png`;
    const file = join(cache, name);
    if (!kept.has(name)) {
      // Two builds may share the folder: a picture appears in it whole.
      const part = `${file}.${process.pid}`;
      writeFileSync(part, drawCard(card(), inks));
      renameSync(part, file);
      drawn += 1;
    }
    files.set(path, file);
    used.add(name);
  }
  for (const name of kept) if (!used.has(name)) rmSync(join(cache, name), { force: true });
  return { files, drawn };
}

/** Copies the pictures to their addresses in the built site. */
export function placeAlbum({ files }: Album, site: string): void {
  for (const folder of new Set([...files.keys()].map((path) => dirname(path)))) {
    mkdirSync(join(site, folder), { recursive: true });
  }
  for (const [path, file] of files) copyFileSync(file, join(site, path));
}

/** A digest of the code, the colours and the packages that draw: pictures from before a change of these are stale. */
function mannerOf(root: string): string {
  const own = readdirSync(import.meta.dirname)
    .filter((name) => !name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(import.meta.dirname, name));
  const hash = createHash('sha256');
  for (const path of [...own, ...DRAWN_BY.map((path) => join(root, path))]) hash.update(readFileSync(path));
  return hash.digest('hex');
}
