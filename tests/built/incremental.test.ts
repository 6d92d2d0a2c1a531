import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { build, CHECKOUT } from '../bench/build.ts';
import { copyProject } from '../bench/project.ts';

// Builds a copy of the project three times: whole, again after some changes, and whole after the same changes.

let folder: string;
let root: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'incremental-'));
  root = join(folder, 'project');
  copyProject(CHECKOUT, root, []);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

function edit(path: string, before: string | RegExp, after: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`${path} has no ${String(before)}`);
  writeFileSync(join(root, path), changed);
}

/** Every file of the build, by its path. */
function output(): Map<string, string> {
  const dist = join(root, 'dist');
  return new Map(
    readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(dist, path), readFileSync(path, 'latin1')]),
  );
}

it('a build after changes makes what a build from nothing makes, byte for byte', { timeout: 600_000 }, async () => {
  const first = await build(root);
  expect(first.output).not.toContain('(restored)');
  // A title shows on the pages of neighbours and of related questions, in lists, kits and data.
  edit('content/questions/orm/lost-update.mdx', /^title: .*$/m, 'title: What changed here?');
  edit('content/questions/security/csrf-exactly.mdx', /^ {2}3: .*$/m, '  3: An anchor that was written anew.');
  edit('content/questions/caching/stampede.mdx', /^<Level name="mid">$/m, '<Level name="mid">\n\nA first sentence.');
  // It moves to another place in the reading order, and so gets other neighbours.
  edit('content/questions/drf/partial-updates.mdx', /^title: /m, 'title: Zebra, ');
  edit('content/samples/orm/report-in-sql.json', '2026-01 web 70.00 25.00', '2026-01 web 71.00 26.00');
  edit('content/syllabus.yaml', /^( +text: |- .*text: )(["']?)/m, '$1$2Changed: ');
  const again = await build(root);
  const changed = output();
  const restored = again.output.match(/\(restored\)/g)?.length ?? 0;
  expect(restored).toBeGreaterThan(300);
  rmSync(join(root, 'node_modules/.astro'), { recursive: true });
  const whole = await build(root);
  expect(whole.output).not.toContain('(restored)');
  const clean = output();
  expect([...changed.keys()].sort()).toEqual([...clean.keys()].sort());
  expect([...clean].filter(([path, text]) => changed.get(path) !== text).map(([path]) => path)).toEqual([]);
});
