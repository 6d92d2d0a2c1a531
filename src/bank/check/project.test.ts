import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import * as yaml from 'yaml';

import { openKeptChecks } from './kept.ts';
import { formatProblem } from './problem.ts';
import { checkProject } from './project.ts';

vi.mock(import('yaml'), { spy: true });
const readYaml = vi.mocked(yaml.parseDocument);

// One folder for all: each test mends what it broke.
let root: string;
const FILE = 'content/questions/orm/lost-update.mdx';
const PATIENCE = 60_000;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-'));
  cpSync('content', join(root, 'content'), { recursive: true });
  check();
}, PATIENCE);
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  readYaml.mockClear();
});

/** Checks with what earlier checks kept. */
const check = (manner?: string) => checkProject(root, openKeptChecks(join(root, 'cache'), manner));
const messages = (manner?: string) => check(manner).problems.map(formatProblem);

/** Checks with a file changed, and puts it back. */
function withChange(path: string, before: string | RegExp, after: string, then: () => void): void {
  const text = readFileSync(join(root, path), 'utf8');
  writeFileSync(join(root, path), text.replace(before, after));
  try {
    then();
  } finally {
    writeFileSync(join(root, path), text);
  }
}

it('a check of what did not change reads no YAML, and finds the same', () => {
  const { content, problems } = check();
  expect(readYaml).not.toHaveBeenCalled();
  expect(problems).toEqual([]);
  const anew = checkProject(root).content;
  const plain = ({ questionIds, ...lists }: typeof anew) => ({
    ids: [...questionIds],
    ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.map(({ id, data }) => [id, data])])),
  });
  expect(plain(content)).toEqual(plain(anew));
});

it('one changed file is one file read', () => {
  withChange(FILE, /^title: .*$/m, 'title: What changed here?', () => {
    expect(check().content.questions.find(({ id }) => id === 'orm/lost-update')?.data.title).toBe('What changed here?');
    expect(readYaml).toHaveBeenCalledOnce();
  });
  check();
});

it('a mistake is named again by each check until it is mended', () => {
  withChange(FILE, /^kind: .*$/m, 'kind: riddle', () => {
    const first = messages();
    expect(first).toEqual([expect.stringMatching(/^\S+lost-update\.mdx:\d+ kind: found "riddle", allowed: concept, /)]);
    expect(messages()).toEqual(first);
  });
  expect(messages()).toEqual([]);
});

it('what an unchanged file says of a changed or missing one is checked each time, with its line', () => {
  const named = '<Sample name="orm/no-such-sample"';
  withChange('content/syllabus.yaml', /^- id: orm-001$/m, '- id: orm-999', () => {
    const problems = messages();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems).toContainEqual(
      expect.stringMatching(/:(?!1 )\d+ covers\[\d+\]: found "orm-001", allowed: an id of content\/syllabus\.yaml$/),
    );
  });
  withChange(FILE, /<Sample name="[^"]+"/, named, () => {
    expect(messages()).toContainEqual(expect.stringContaining('found "orm/no-such-sample"'));
    // Now the file is as it was at the last check, and its mistake still is one.
    expect(messages()).toContainEqual(expect.stringContaining('found "orm/no-such-sample"'));
  });
  const record = join(root, 'content/samples/orm/report-in-sql.json');
  const text = readFileSync(record, 'utf8');
  unlinkSync(record);
  expect(messages()).toContainEqual(expect.stringContaining('<Sample> name: found "orm/report-in-sql"'));
  writeFileSync(record, text);
  expect(messages()).toEqual([]);
});

it('other code checks everything anew, and so does a file of the cache that cannot be read', () => {
  messages('another schema');
  expect(readYaml.mock.calls.length).toBeGreaterThan(200);
  readYaml.mockClear();
  writeFileSync(join(root, 'cache/content-check.json'), '{"manner":');
  expect(messages()).toEqual([]);
  expect(readYaml.mock.calls.length).toBeGreaterThan(200);
});
