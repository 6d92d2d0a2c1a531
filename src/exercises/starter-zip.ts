import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { zipSync } from 'fflate';

import { filesOf } from './files.ts';

/** The earliest day that the format knows: the same files make the same bytes whenever they are packed. */
const DAY = new Date(1980, 0, 1);

/**
 * What a candidate downloads: the starter in a folder of its own, with the brief as its README.
 *
 * @param folder an exercise's folder, with `brief.md` and `starter/`
 * @param slug names the folder within the archive
 */
export function starterZip(folder: string, slug: string): Uint8Array<ArrayBuffer> {
  const files = filesOf(join(folder, 'starter')).set('README.md', readFileSync(join(folder, 'brief.md')));
  const entries = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries.map(([name, bytes]) => [`${slug}/${name}`, bytes])), {
    level: 9,
    mtime: DAY,
  });
}
