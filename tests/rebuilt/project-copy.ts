import { spawnSync } from 'node:child_process';
import {
  constants,
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** What a checkout does not bring along, or what is linked instead of copied. */
const LEFT_OUT = /^(node_modules|dist|dist-.*|\.git|\.astro|\.samples|test-results|playwright-report|coverage)$/;

/** Variables that Vitest gives its children; a build on its own has none of them. */
const OF_VITEST = /^(VITEST.*|TEST|NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|NODE_OPTIONS)$/;

/** A copy of this project in a folder of its own, as after a fresh checkout and `npm ci`. */
export interface ProjectCopy {
  readonly folder: string;
  /** Builds it into `dist/` with some variables of the environment changed. */
  readonly build: (env: NodeJS.ProcessEnv) => void;
  readonly remove: () => void;
}

/** Copies the project; packages are linked file by file, since Vite follows a linked folder out of the copy. */
export function copyProject(): ProjectCopy {
  const from = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'guide-again-'));
  cpSync(from, folder, { recursive: true, filter: (path) => !LEFT_OUT.test(relative(from, path)) });
  // Caches of earlier builds stay behind: what they hold must not show.
  linkTree(join(from, 'node_modules'), join(folder, 'node_modules'), /^\.(astro|vite.*|cache)$/);
  return {
    folder,
    build: (env) => {
      const own = Object.entries(process.env).filter(([name]) => !OF_VITEST.test(name));
      const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...Object.fromEntries(own), ASTRO_TELEMETRY_DISABLED: '1', OUT_DIR: './dist', ...env },
        maxBuffer: 64 * 1024 * 1024,
      });
      if (status !== 0) throw new Error(`the copy did not build:\n${stdout.slice(-2000)}\n${stderr}`);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function linkTree(from: string, to: string, except?: RegExp): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (except?.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // The temporary folder is on another disk, or its file system knows no links.
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}
