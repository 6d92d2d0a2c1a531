import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Offer, Version } from '../../src/offline/version.ts';
import { THEME_COLORS } from '../../src/site.ts';
import { builtFiles, BUILDS } from './site.ts';

describe.each(BUILDS)('offline $name', (build) => {
  const read = (path: string) => readFileSync(join(build.folder, path));
  const [, list = ''] = /^self\.VERSION=(.*);\n/.exec(read('sw.js').toString()) ?? [];
  const version = JSON.parse(list) as Version;
  const addresses = new Set(version.files.map(([address]) => address));
  const fileOf = (address: string) => (address === '' || address.endsWith('/') ? `${address}index.html` : address);

  it('lists every page, and everything that pages load, open or ask for', () => {
    const missing = builtFiles(build.folder)
      .filter((path) => path.endsWith('.html'))
      .map((path) => path.replace(/(^|\/)index\.html$/, '$1'))
      .filter((address) => !addresses.has(address));
    expect(missing).toEqual([]);
    const wanted = builtFiles(build.folder).filter((path) => /^(_astro|data|exercises|icons)\//.test(path));
    expect(wanted.filter((path) => !addresses.has(path.replace(/(^|\/)index\.html$/, '$1')))).toEqual([]);
    for (const path of ['pagefind/pagefind.js', 'pagefind/wasm.en.pagefind', 'favicon.svg', 'manifest.webmanifest']) {
      expect(addresses).toContain(path);
    }
  });

  it('lists the bytes that are there', () => {
    const wrong = version.files.filter(
      ([address, sha256, stored]) =>
        !existsSync(join(build.folder, fileOf(address))) ||
        read(fileOf(address)).length !== stored ||
        createHash('sha256')
          .update(read(fileOf(address)))
          .digest('base64') !== sha256,
    );
    expect(wrong).toEqual([]);
  });

  it('says the size of what is listed, and keeps it below what a reader would mind', () => {
    const offer = JSON.parse(read('offline.json').toString()) as Offer;
    expect(offer).toMatchObject({ id: version.id, files: version.files.length });
    console.log(`offline: ${offer.files} files, ${offer.sent} bytes sent, ${offer.stored} bytes stored`);
    expect(offer.sent).toBeLessThan(9_000_000);
    expect(offer.stored).toBeLessThan(40_000_000);
  });

  it('offers to be installed below its own address', () => {
    const manifest = JSON.parse(read('manifest.webmanifest').toString()) as Record<string, unknown> & {
      icons: { src: string }[];
    };
    expect(manifest).toMatchObject({ id: build.base, scope: build.base, start_url: build.base });
    for (const { src } of manifest.icons) {
      expect(existsSync(join(build.folder, src.slice(build.base.length))), src).toBe(true);
    }
  });
});

it('frames the guide in the colours of its paper', () => {
  const tokens = readFileSync('src/styles/tokens.css', 'utf8');
  expect(tokens).toContain(`--color-paper: light-dark(${THEME_COLORS.light}, ${THEME_COLORS.dark});`);
});
