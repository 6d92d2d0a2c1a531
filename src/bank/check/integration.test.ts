import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
function open(command: 'build' | 'dev') {
  const logger = { info: vi.fn(), error: vi.fn() };
  const setup = contentDoor().hooks['astro:config:setup'] as unknown as (options: object) => void;
  setup({ config: { root: pathToFileURL(root + sep) }, command, logger });
  return logger;
}

describe('the content door', () => {
  it('lets sound content pass, and says how much of the syllabus it covers', () => {
    const { info, error } = open('build');
    expect(error).not.toHaveBeenCalled();
    const [, covered, points] = /(\d+) of (\d+) syllabus points covered$/.exec(String(info.mock.lastCall?.[0])) ?? [];
    expect(Number(points)).toBe(399);
    // All of it, and it stays so.
    expect(Number(covered)).toBe(399);
  });

  it('stops a build whose content has a mistake, and names it', () => {
    writeFileSync(join(root, 'content', 'notes.txt'), 'x');
    expect(() => open('build')).toThrow(/content\/notes\.txt:1 file name: found "content\/notes\.txt", allowed: /);
  });

  it('only logs it in development, so that the author can go on writing', () => {
    writeFileSync(join(root, 'content', 'notes.txt'), 'x');
    expect(open('dev').error).toHaveBeenCalledWith(expect.stringContaining('content/notes.txt:1 file name'));
  });
});
