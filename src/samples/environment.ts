import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { installDebianPackages } from './debian.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Where the samples live; every command about them runs there. */
export const SAMPLES = join(ROOT, 'content/samples');

/** The oldest Python that the lock file was made for. */
const OLDEST = [3, 11] as const;
const CANDIDATES = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];

/** The samples' own Python, or one line that says why there is none. */
export type Environment = { readonly python: string } | { readonly missing: string };

/**
 * Makes the virtual environment from the lock file, once per lock file.
 *
 * The folder `.samples/` of the project holds it, so that it outlives `npm ci`.
 */
export function ensureEnvironment(): Environment {
  const lock = readFileSync(join(SAMPLES, 'requirements.txt'));
  const name = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const folder = join(ROOT, '.samples', name);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const ready = join(folder, 'ready');
  if (existsSync(ready) && existsSync(python)) return { python };

  const base = CANDIDATES.find(isNewEnough);
  if (!base) {
    return { missing: `the samples need Python ${OLDEST.join('.')} or later: run “sudo apt-get install python3-venv”` };
  }
  console.log(`Making the samples' Python environment in .samples/${name}`);
  rmSync(join(ROOT, '.samples'), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let made = run(base, ['-m', 'venv', folder]);
  // Debian keeps a part of venv in a package of its own.
  if (made.failed && installDebianPackages(['python3-venv'])) made = run(base, ['-m', 'venv', '--clear', folder]);
  if (made.failed) {
    return { missing: `the samples need Python's venv (“sudo apt-get install python3-venv”): ${made.reason}` };
  }
  const installed = run(python, [
    ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary', ':all:'],
    ...['--require-hashes', '-r', join(SAMPLES, 'requirements.txt')],
  ]);
  if (installed.failed) {
    return { missing: `the samples' packages could not be installed from a Python package index: ${installed.reason}` };
  }
  writeFileSync(ready, '');
  return { python };
}

function isNewEnough(command: string): boolean {
  const program = `import sys; raise SystemExit(sys.version_info < (${OLDEST.join(', ')}))`;
  return spawnSync(command, ['-c', program]).status === 0;
}

/** Runs quietly; the reason for a failure is the last line it printed. */
function run(command: string, args: string[]): { failed: boolean; reason: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const reason = (stderr.trim() || stdout.trim()).split('\n').at(-1) ?? '';
  return { failed: status !== 0, reason };
}
