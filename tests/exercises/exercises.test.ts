import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { filesOf, layersOf } from '../../src/exercises/files.ts';
import { runCommands, runTests } from '../../src/exercises/run-tests.ts';
import { ensureEnvironment, SAMPLES } from '../../src/samples/environment.ts';
import { readExercises } from '../read-exercises.ts';

// Each starts Python and Django, some of them twice.
vi.setConfig({ testTimeout: 60_000 });

const ON_POSTGRESQL = resolve('tests/exercises/on_postgresql.py');
const environment = ensureEnvironment();
if ('missing' in environment) throw new Error(environment.missing);
const { python } = environment;

const exercises = readExercises();
const projects = exercises.flatMap(({ name, folder, data }) => (data.project ? [{ name, folder, data }] : []));
const isTest = (path: string) => /(^|\/)tests?(\/|_|\.py$)/.test(path);
const versions = (text: string) =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [, name = '', version = ''] = /^([A-Za-z0-9_.-]+)==([^\s\\;]+)/.exec(line) ?? [];
      return name ? [[name.toLowerCase(), version] as const] : [];
    }),
  );

describe.each(projects)('$name', ({ folder, data }) => {
  const starter = layersOf(folder, 'starter');
  const solution = layersOf(folder, 'solution');

  it('fails in the starter on exactly the tests that it lists, and on none in the solution', () => {
    const before = runTests(python, starter);
    expect(before.failed, before.output).toEqual([...(data.project?.fails ?? [])].sort());
    expect(before.passed.length, 'a starter in which something works').toBeGreaterThan(0);
    const after = runTests(python, solution);
    expect(after.failed, after.output).toEqual([]);
    expect(after.passed, 'the solution has the starter’s tests').toEqual(
      expect.arrayContaining([...before.failed, ...before.passed]),
    );
  });

  it.skipIf(!data.project?.postgresql)('does the same on PostgreSQL', () => {
    const before = runTests(python, starter, { launcher: ON_POSTGRESQL });
    expect(before.failed, before.output).toEqual([...(data.project?.postgresql?.fails ?? [])].sort());
    const after = runTests(python, solution, { launcher: ON_POSTGRESQL });
    expect(after.failed, after.output).toEqual([]);
    expect(after.passed).toEqual(expect.arrayContaining([...before.failed]));
  });

  it('keeps in the solution only what it changes or adds, and leaves the tests as they are', () => {
    const given = filesOf(join(folder, 'starter'));
    for (const [path, bytes] of filesOf(join(folder, 'solution'))) {
      expect(given.get(path), path).not.toEqual(bytes);
      // In a review, the tests are part of what is reviewed.
      if (data.kind !== 'code-review') expect(given.has(path) && isTest(path), path).toBe(false);
    }
  });

  it.skipIf(data.flaws.length === 0)('proves each planted flaw: found in the starter, gone in the solution', () => {
    const proofs = data.flaws.map(({ proof }) => proof).sort();
    expect(new Set(proofs).size).toBe(proofs.length);
    const planted = runTests(python, starter, { proofs: join(folder, 'proofs') });
    expect(planted.passed, planted.output).toEqual(proofs);
    const repaired = runTests(python, solution, { proofs: join(folder, 'proofs') });
    expect(repaired.failed, repaired.output).toEqual(proofs);
  });

  it.skipIf(!data.project?.evidence)('prints before and after what its notes show', () => {
    const { commands = [], before, after } = data.project?.evidence ?? {};
    expect(runCommands(python, starter, commands)).toBe(before);
    expect(runCommands(python, solution, commands)).toBe(after);
  });

  it('states exact versions, those that its tests ran on', () => {
    const locked = versions(readFileSync(join(SAMPLES, 'requirements.txt'), 'utf8'));
    const stated = versions(readFileSync(join(folder, 'starter/requirements.txt'), 'utf8'));
    expect(stated.size).toBeGreaterThan(0);
    for (const [name, version] of stated) expect(locked.get(name), name).toBe(version);
    expect(filesOf(join(folder, 'solution')).has('requirements.txt')).toBe(false);
  });
});

describe('a pull request under review', () => {
  const reviewed = projects.filter(({ folder }) => filesOf(join(folder, 'starter')).has('pull-request.diff'));

  it.each(reviewed)('of $name is the change that made its starter', ({ folder }) => {
    const before = mkdtempSync(join(tmpdir(), 'before-'));
    try {
      cpSync(join(folder, 'starter'), before, { recursive: true });
      const { stderr } = spawnSync('git', ['apply', '--reverse', '--verbose', 'pull-request.diff'], {
        cwd: before,
        encoding: 'utf8',
        // Not within a repository, so that no path of it is meant.
        env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
      });
      expect(stderr).not.toMatch(/error:/);
      const added = readFileSync(join(before, 'pull-request.diff'), 'utf8').match(/^\+(?!\+\+)/gm)?.length ?? 0;
      expect(added).toBeGreaterThan(150);
      // What was there before the pull request works, and has nothing of it.
      const run = runTests(python, [before]);
      expect(run.failed, run.output).toEqual([]);
      expect(run.passed.length).toBeGreaterThan(0);
    } finally {
      rmSync(before, { recursive: true, force: true });
    }
  });

  it('is there', () => expect(reviewed.length).toBeGreaterThan(0));
});

describe('exercises', () => {
  it('have a brief each, with the lines to type on every system', () => {
    for (const { name, folder, data } of exercises) {
      const brief = readFileSync(join(folder, 'brief.md'), 'utf8');
      expect(brief, name).toMatch(/^# \S/);
      if (data.project) expect(brief, name).toContain('python tasks.py setup');
    }
  });
});
