import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import type { ContentFile } from '../../src/bank/check/source-file.ts';

/** What a build makes, and what a checkout has beside the project. */
const LEFT_OUT = /^(?:dist.*|\.astro|\.git|\.samples|test-results|node_modules\/\.(?:astro|vite))$/;

/**
 * A copy of the project with more content in it. Packages are linked file by file: Vite follows a linked folder back to
 * where it came from. Where the system cannot link, they are copied.
 *
 * @param from the checkout; nothing is written there
 * @param to a folder that does not exist yet
 */
export function copyProject(from: string, to: string, more: readonly ContentFile[]): void {
  copyFolder(from, to, '');
  writeContent(to, more);
}

/** Writes content files below a project's root. */
export function writeContent(root: string, files: readonly ContentFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function copyFolder(from: string, to: string, path: string): void {
  mkdirSync(join(to, path), { recursive: true });
  for (const name of readdirSync(join(from, path))) {
    const below = path ? `${path}/${name}` : name;
    if (LEFT_OUT.test(below)) continue;
    const [source, target] = [join(from, below), join(to, below)];
    const entry = lstatSync(source);
    if (entry.isDirectory()) copyFolder(from, to, below);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (path.startsWith('node_modules')) linkOrCopy(source, target);
    else copyFileSync(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // Another file system, or one without hard links.
    copyFileSync(source, target);
  }
}
