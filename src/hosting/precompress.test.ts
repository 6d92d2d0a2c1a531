import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { precompress } from './precompress.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'precompress-'));
  mkdirSync(join(folder, 'site/_astro'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(folder, 'site', path), text);
const read = (path: string) => readFileSync(join(folder, 'site', path));
const run = () => precompress(join(folder, 'site'), join(folder, 'cache'));
const PAGE = '<p>What does the database see?</p>\n'.repeat(50);

it('writes both forms beside a text, and they open to the same bytes', async () => {
  write('index.html', PAGE);
  const { files, bytes } = await run();
  expect(brotliDecompressSync(read('index.html.br')).toString()).toBe(PAGE);
  expect(gunzipSync(read('index.html.gz')).toString()).toBe(PAGE);
  expect(files).toBe(1);
  expect(bytes).toEqual({
    plain: PAGE.length,
    brotli: read('index.html.br').length,
    gzip: read('index.html.gz').length,
  });
});

it('leaves alone what is compressed, and what would not be smaller', async () => {
  write('starter.zip', PAGE);
  write('en_1.pf_fragment', PAGE);
  write('short.txt', 'a');
  await run();
  expect(readdirSync(join(folder, 'site')).sort()).toEqual(['_astro', 'en_1.pf_fragment', 'short.txt', 'starter.zip']);
});

it('removes the forms of an earlier build', async () => {
  write('gone.html.br', 'old');
  write('gone.html.gz', 'old');
  await run();
  expect(readdirSync(join(folder, 'site'))).toEqual(['_astro']);
});

it('writes the same bytes with and without what an earlier build kept, and keeps no more than it needs', async () => {
  write('index.html', PAGE);
  write('_astro/a.js', PAGE);
  await run();
  const first = [read('index.html.br'), read('_astro/a.js.br')];
  await run();
  expect([read('index.html.br'), read('_astro/a.js.br')]).toEqual(first);
  rmSync(join(folder, 'site/_astro'), { recursive: true });
  await run();
  expect(readdirSync(join(folder, 'cache'))).toHaveLength(1);
});

it('takes what an earlier build kept', async () => {
  write('index.html', PAGE);
  await run();
  const [name = ''] = readdirSync(join(folder, 'cache'));
  writeFileSync(join(folder, 'cache', name), 'kept');
  await run();
  expect(read('index.html.br').toString()).toBe('kept');
});

it('names no system in the gzip header, and no time', async () => {
  write('index.html', PAGE);
  await run();
  expect([...read('index.html.gz').subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  expect(read('index.html.gz')[9]).toBe(255);
});
