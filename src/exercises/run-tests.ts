import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the tests of a Django project ended. */
export interface TestRun {
  readonly passed: readonly string[];
  /** Failures and errors, in alphabetical order. */
  readonly failed: readonly string[];
  /** All that was printed, for when it is none of what was expected. */
  readonly output: string;
}

/**
 * Runs a project's tests in a copy, so that nothing is left in it.
 *
 * @param python an interpreter with the project's packages
 * @param layers the folders that make the project, later ones laid over earlier ones
 * @param proofs a package of tests that is put beside it; only these run then
 * @param launcher a Python script that runs the command behind it, such as one that starts a database first
 */
export function runTests(
  python: string,
  layers: readonly string[],
  { proofs, launcher }: { proofs?: string; launcher?: string } = {},
): TestRun {
  return inCopy(layers, (copy) => {
    if (proofs !== undefined) cpSync(proofs, join(copy, 'proofs'), { recursive: true });
    const labels = proofs === undefined ? [] : ['proofs'];
    const { stdout, stderr } = manage(python, copy, ['test', '--verbosity', '2', '--noinput', ...labels], launcher);
    return readRun(stderr + stdout);
  });
}

/**
 * Runs commands of a project one after the other, in a copy.
 *
 * @param commands such as `migrate` or `measure --plans`
 * @returns what the last one printed
 * @throws Error with all that was printed when a command fails
 */
export function runCommands(python: string, layers: readonly string[], commands: readonly string[]): string {
  return inCopy(layers, (copy) => {
    let printed = '';
    for (const command of commands) {
      const { status, stdout, stderr } = manage(python, copy, command.split(' '));
      if (status !== 0) throw new Error(`${command} failed:\n${stderr}${stdout}`);
      printed = stdout;
    }
    return printed;
  });
}

function inCopy<T>(layers: readonly string[], work: (copy: string) => T): T {
  const copy = mkdtempSync(join(tmpdir(), 'exercise-'));
  try {
    for (const layer of layers) cpSync(layer, copy, { recursive: true });
    return work(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function manage(python: string, folder: string, words: readonly string[], launcher?: string) {
  return spawnSync(python, [...(launcher ? [launcher, python] : []), 'manage.py', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
}

/** Reads what unittest prints for each test; a name and its outcome may stand on two lines, with words between. */
export function readRun(output: string): TestRun {
  const started = /^(\w+) \(([\w.]+)\)/;
  const passed = new Set<string>();
  const failed = new Set<string>();
  let current: string | undefined;
  for (const line of output.split('\n')) {
    const [, method, path] = started.exec(line) ?? [];
    if (method && path) current = path.endsWith(`.${method}`) ? path : `${path}.${method}`;
    const [, verdict] = /(?:^|\.\.\. )(ok|FAIL|ERROR|expected failure)$/.exec(line) ?? [];
    if (verdict && current) (verdict === 'ok' ? passed : failed).add(current);
    // A test case whose set-up failed, and a module that could not be imported, stand only in the report.
    const [, broken, owner] = /^(?:ERROR|FAIL): (\w+) \(([\w.]+)\)$/.exec(line) ?? [];
    if (broken && owner) failed.add(owner.endsWith(`.${broken}`) ? owner : `${owner}.${broken}`);
  }
  return { passed: [...passed].filter((name) => !failed.has(name)).sort(), failed: [...failed].sort(), output };
}
