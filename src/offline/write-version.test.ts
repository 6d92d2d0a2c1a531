import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { writeVersionOf } from './write-version.ts';

let folder = '';
const write = (path: string, content = path) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const list = () => writeVersionOf(folder, 'work();\n');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guide-version-'));
  write('index.html');
  write('topics/index.html');
  write('_astro/Page.a1.css');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('lists pages by their addresses, in an order that is the same everywhere', () => {
  write('404.html');
  write('Zebra.json');
  write('data/kits.json');
  expect(list().files.map(([address]) => address)).toEqual([
    '',
    '404.html',
    'Zebra.json',
    '_astro/Page.a1.css',
    'data/kits.json',
    'topics/',
  ]);
});

it('leaves out what nobody reads with the guide', () => {
  const before = list();
  for (const path of [
    'pictures/guide.png',
    'pictures/topics/orm.png',
    'index.html.br',
    'index.html.gz',
    '_astro/Page.a1.css.map',
    '_headers',
    '_redirects',
    '.htaccess',
    'robots.txt',
    'sitemap-0.xml',
    'llms.txt',
    'pagefind/pagefind-ui.js',
    'pagefind/wasm.unknown.pagefind',
  ]) {
    write(path);
  }
  expect(list()).toEqual(before);
  write('pagefind/pagefind.js');
  write('pagefind/wasm.en.pagefind');
  write('pagefind/pagefind-entry.json');
  expect(list().files).toHaveLength(before.files.length + 3);
});

it('has another id for other bytes and other addresses, and the same for the same', () => {
  const { id } = list();
  expect(list().id).toBe(id);
  write('data/kits.json', 'a');
  const second = list().id;
  expect(second).not.toBe(id);
  write('data/kits.json', 'b');
  expect(list().id).not.toBe(second);
});

it('writes the list before the worker, and replaces it in one that has a list', () => {
  list();
  write('data/kits.json');
  const written = readFileSync(join(folder, 'sw.js'), 'utf8');
  const version = writeVersionOf(folder, written);
  expect(readFileSync(join(folder, 'sw.js'), 'utf8')).toBe(`self.VERSION=${JSON.stringify(version)};\nwork();\n`);
  expect(JSON.parse(readFileSync(join(folder, 'offline.json'), 'utf8'))).toMatchObject({
    id: version.id,
    pages: 2,
    files: 4,
  });
});
