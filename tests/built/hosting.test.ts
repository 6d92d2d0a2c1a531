import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { TEXTS } from '../../src/hosting/content-types.ts';
import { filesBelow } from '../../src/hosting/files-below.ts';
import { matches } from '../../src/hosting/headers.ts';
import { isCompressed } from '../../src/hosting/precompress.ts';
import { BUILDS } from './site.ts';

describe.each(BUILDS)('hosting $name', ({ folder, base }) => {
  const blocks = readFileSync(join(folder, '_headers'), 'utf8').trim().split('\n\n');
  const rules = blocks.map((block) => block.split('\n')).map(([pattern = '', ...lines]) => ({ pattern, lines }));

  it('stays within what Cloudflare reads: 100 rules, 2,000 characters a line', () => {
    expect(rules.length).toBeLessThanOrEqual(100);
    expect(blocks.flatMap((block) => block.split('\n')).filter((line) => line.length > 2000)).toEqual([]);
  });

  it('tells for every file how long to keep it, once', async () => {
    const files = (await filesBelow(folder)).filter(
      (file) => !isCompressed(file) && !/^_(headers|redirects)$/.test(file),
    );
    const wrong = files.filter((file) => {
      const address = base + file.replace(/(^|\/)index\.html$/, '$1');
      const told = rules.filter(({ pattern }) => matches(pattern, address)).flatMap(({ lines }) => lines);
      return told.filter((line) => line.startsWith('  Cache-Control: ')).length !== 1;
    });
    expect(wrong).toEqual([]);
  });

  it(
    'has beside every text its two compressed forms, smaller and with the same content',
    { timeout: 60_000 },
    async () => {
      const files = await filesBelow(folder);
      const there = new Set(files);
      const texts = files.filter((file) => TEXTS.includes(file.replace(/^.*\./, '')));
      expect(texts.length).toBeGreaterThan(500);
      const wrong = texts.flatMap((file) => {
        const plain = readFileSync(join(folder, file));
        const faulty = (['.br', '.gz'] as const).filter((end) => {
          // A file of a few lines may not get smaller.
          if (!there.has(file + end)) return plain.length > 200;
          const compressed = readFileSync(join(folder, file + end));
          const open = end === '.br' ? brotliDecompressSync : gunzipSync;
          return compressed.length >= plain.length || !open(compressed).equals(plain);
        });
        return faulty.map((end) => file + end);
      });
      expect(wrong).toEqual([]);
    },
  );
});
