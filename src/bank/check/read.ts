import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import type { ContentFile } from './source-file.ts';

/** What of `content/` belongs to projects of their own, with tests of their own. */
const PROJECTS = /^samples\/|^exercises\/(?![^/]+\/exercise\.yaml$)/;

/** Reads every content file below `root/content/`, sorted by path. */
export function readContent(root: string): ContentFile[] {
  const content = join(root, 'content');
  return readdirSync(content, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !PROJECTS.test(relative(content, path).split(sep).join('/')))
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
