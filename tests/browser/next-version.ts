import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeVersionOf } from '../../src/offline/write-version.ts';

/** Text that the next version has on its changed pages. */
export const NEW_TEXT = 'Second edition';
/** Pages that the next version changes, as addresses under the base path. */
export const CHANGED_PAGES = ['', 'topics/orm/', 'questions/orm/select-related-or-prefetch-related/', 'kits/builder/'];
/** A page that only the next version has. */
export const NEW_PAGE = 'topics/new-in-the-second/';

/**
 * Makes the build that a later deployment would publish: other texts, other data, a style sheet under
 * another name, one page more; and its list written by the guide's own function.
 *
 * @returns its folder, for the caller to delete
 */
export function makeNextVersion(build: string, text = NEW_TEXT): string {
  const folder = mkdtempSync(join(tmpdir(), 'guide-next-'));
  cpSync(build, folder, { recursive: true });
  const change = (path: string, step: (content: string) => string) => {
    const before = readFileSync(join(folder, path), 'utf8');
    const after = step(before);
    if (after === before) throw new Error(`Nothing changed in ${path}.`);
    writeFileSync(join(folder, path), after);
  };
  for (const page of CHANGED_PAGES) {
    change(`${page}index.html`, (html) => html.replace(/<h1[^>]*>/, `$&${text}: `));
  }
  change('data/catalogue.json', (json) => json.replace(/"title":"/, `$&${text}: `));
  cpSync(join(folder, 'topics/orm'), join(folder, NEW_PAGE), { recursive: true });
  writeVersionOf(folder, readFileSync(join(folder, 'sw.js'), 'utf8'));
  return folder;
}
