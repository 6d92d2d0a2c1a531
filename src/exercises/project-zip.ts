import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { zipSync } from 'fflate';

import { type Project, projectFiles } from './files.ts';

/** The earliest day that the format knows: the same files make the same bytes whenever they are packed. */
const DAY = new Date(1980, 0, 1);

/**
 * A project to download, in a folder of its own, with the brief as its README.
 *
 * @param folder an exercise's folder, with `brief.md`, `starter/` and `solution/`
 * @param slug names the folder within the archive
 * @param project the starter is for candidates, and holds nothing of the solution
 */
export function projectZip(folder: string, slug: string, project: Project): Uint8Array<ArrayBuffer> {
  const files = projectFiles(folder, project).set('README.md', readFileSync(join(folder, 'brief.md')));
  const entries = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries.map(([name, bytes]) => [`${slug}/${name}`, bytes])), {
    level: 9,
    mtime: DAY,
  });
}
