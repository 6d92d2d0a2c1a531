import { spawnSync } from 'node:child_process';

import { ensureEnvironment, SAMPLES } from './environment.ts';
import { selection } from './selection.ts';

// `npm run samples`: runs every sample on real Django and PostgreSQL and writes what it did.
// `npm run samples -- orm/n-plus-one`: only that one; a topic or a test module works too.
// `npm run samples -- --check`: compares with the records instead of writing them.
const args = process.argv.slice(2);
const check = args.includes('--check');
const environment = ensureEnvironment();
if ('missing' in environment) {
  console.error(environment.missing);
  process.exit(1);
}
let selected: string[] = [];
try {
  selected = args.filter((arg) => arg !== '--check').flatMap((arg) => selection(arg, SAMPLES));
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
const python = (...rest: string[]) =>
  spawnSync(environment.python, rest, { cwd: SAMPLES, stdio: 'inherit' }).status ?? 1;
// Layout first: a record holds the digest of its module as it was laid out.
if (!check) python('-m', 'ruff', 'format', '--quiet', '.');
const linted = python('-m', 'ruff', 'check', '--quiet', '.');
const ran = python('-m', 'pytest', '-q', ...(check ? [] : ['--record']), ...selected);
process.exitCode = linted || ran;
