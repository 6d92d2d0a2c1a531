import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

import { type HTMLElement, parse } from 'node-html-parser';

import { isCompressed } from '../../src/hosting/precompress.ts';

/** The builds that tests look at: at the root of a host that nothing is known of, and under a path of a known one. */
export const BUILDS = [
  { name: 'at the root', folder: 'dist', base: '/', site: undefined },
  { name: 'under /guide/', folder: 'dist-guide', base: '/guide/', site: 'https://guide.example' },
] as const;

/** A page of a build. */
export interface BuiltPage {
  /** Address with the base path: `/guide/topics/`. */
  readonly address: string;
  readonly html: string;
  readonly root: HTMLElement;
  /** Only leads on to where a renamed question is now: nothing lists it, nothing links to it. */
  readonly leadsOn: boolean;
}

/** Folders of a build that other tools wrote and test. */
const FOREIGN = ['pagefind'];

/** Every file of a build, as a path with forward slashes; not the compressed forms beside them. */
export function builtFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((path) => !FOREIGN.includes(path.split('/')[0] ?? '') && !isCompressed(path))
    .sort();
}

/** Every HTML page of a build. */
export function builtPages({ folder, base }: (typeof BUILDS)[number]): BuiltPage[] {
  return builtFiles(folder)
    .filter((path) => path.endsWith('.html'))
    .map((path) => {
      const html = readFileSync(join(folder, path), 'utf8');
      const root = parse(html, { comment: true });
      const leadsOn = root.querySelector('meta[http-equiv=refresh]') !== null;
      return { address: base + path.replace(/index\.html$/, ''), html, root, leadsOn };
    });
}
