import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { contentDoor } from './integration.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'content-'));
  cpSync('content', join(root, 'content'), { recursive: true });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Opens the door as Astro does at the start of a command, and returns what was logged. */
function open(command: 'build' | 'dev', day = '2026-11-21') {
  const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const setup = contentDoor(() => new Date(`${day}T12:00:00Z`)).hooks['astro:config:setup'] as unknown as (
    options: object,
  ) => void;
  const cacheDir = pathToFileURL(join(root, 'cache') + sep);
  setup({ config: { root: pathToFileURL(root + sep), cacheDir }, command, logger });
  return logger;
}

describe('the content door', () => {
  it('lets sound content pass, and says how much of the syllabus it covers', () => {
    // The last day on which the oldest check is still good.
    const { info, warn, error } = open('build', '2027-11-20');
    expect(error).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
    const [, covered, points] = /(\d+) of (\d+) syllabus points covered$/.exec(String(info.mock.calls[0]?.[0])) ?? [];
    expect(Number(points)).toBe(399);
    // All of it, and it stays so.
    expect(Number(covered)).toBe(399);
  });

  it('warns of questions that nobody checked for more than a year, by the clock of the build, and builds', () => {
    const { warn, error } = open('build', '2027-11-21');
    expect(error).not.toHaveBeenCalled();
    expect(warn).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /^\d+ questions last checked more than 12 months ago: [a-z-]+\/[a-z0-9-]+ \(2026-11-20\), .* more$/,
      ),
    );
  });

  it('counts the questions whose sources are of an older version than the answers hold for', () => {
    const file = join(root, 'content', 'versions.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace("['5.2', '6.1']", "['6.1']"));
    expect(open('build').info).toHaveBeenLastCalledWith(
      expect.stringMatching(/^\d+ questions with sources in an older version: \S+ \(Django 5\.2\), .* and \d+ more$/),
    );
  });

  it('stops a build whose content has a mistake, and names it', () => {
    writeFileSync(join(root, 'content', 'notes.txt'), 'x');
    expect(() => open('build')).toThrow(/content\/notes\.txt:1 file name: found "content\/notes\.txt", allowed: /);
  });

  it('stops the next build as well, and lets the one pass after the mistake is mended', () => {
    const file = join(root, 'content/questions/orm/lost-update.mdx');
    const sound = readFileSync(file, 'utf8');
    const mistake = /lost-update\.mdx:\d+ kind: found "riddle", allowed: concept, /;
    open('build');
    writeFileSync(file, sound.replace(/^kind: .*$/m, 'kind: riddle'));
    expect(() => open('build')).toThrow(mistake);
    // Files without a mistake are not read again; this one is.
    expect(() => open('build')).toThrow(mistake);
    writeFileSync(file, sound);
    expect(open('build').error).not.toHaveBeenCalled();
  });

  it('only logs it in development, so that the author can go on writing', () => {
    writeFileSync(join(root, 'content', 'notes.txt'), 'x');
    expect(open('dev').error).toHaveBeenCalledWith(expect.stringContaining('content/notes.txt:1 file name'));
  });
});
