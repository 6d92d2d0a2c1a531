import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { PICTURE } from '../../src/sharing/picture/place.ts';
import { canDraw } from '../../src/sharing/picture/typeface.ts';
import { type BuiltPage, builtFiles, builtPages, BUILDS } from './site.ts';

/** Bytes that a picture may weigh: readers of links fetch it whole. */
const BUDGET = 30_000;

const meta = ({ root }: BuiltPage, name: string) =>
  root.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content');
const canonical = ({ root }: BuiltPage) => root.querySelector('link[rel=canonical]')?.getAttribute('href');

describe.each(BUILDS)('shared links $name', (build) => {
  const pages = builtPages(build);
  const pictures = builtFiles(build.folder).filter((path) => /^pictures\/.+\.png$/.test(path));

  it('say what the page is called and what it is about', () => {
    const wrong = pages.filter(
      (page) =>
        !page.root.querySelector('title')?.text.startsWith(`${meta(page, 'og:title') ?? '?'} ·`) ||
        meta(page, 'og:description') !== meta(page, 'description') ||
        !['article', 'website'].includes(meta(page, 'og:type') ?? ''),
    );
    expect(wrong.map(({ address }) => address)).toEqual([]);
  });

  it.runIf(build.site)('lead to the page and to its picture, with the whole address', () => {
    // What answers for a missing page stands at every address and at none.
    for (const page of pages.filter(({ address }) => !address.endsWith('404.html'))) {
      expect(canonical(page)).toBe(`${build.site ?? ''}${page.address}`);
      expect(meta(page, 'og:url')).toBe(`${build.site ?? ''}${page.address}`);
      const picture = meta(page, 'og:image') ?? '';
      expect(picture.startsWith(`${build.site ?? ''}${build.base}pictures/`), picture).toBe(true);
      expect(existsSync(join(build.folder, new URL(picture).pathname.slice(build.base.length))), picture).toBe(true);
      expect([meta(page, 'og:image:width'), meta(page, 'og:image:height')]).toEqual(['1200', '630']);
      expect(meta(page, 'og:image:alt')).toMatch(/.{3}/);
      expect(meta(page, 'twitter:card')).toBe('summary_large_image');
    }
  });

  it.skipIf(build.site)('name no address where none is known', () => {
    const named = pages.filter((page) => canonical(page) ?? meta(page, 'og:url') ?? meta(page, 'og:image'));
    expect(named.map(({ address }) => address)).toEqual([]);
    // What is written for readers elsewhere says nothing of a machine either; feed and sitemap have to name one.
    const head = (html: string) => html.slice(0, html.indexOf('</head>'));
    expect(pages.filter(({ html }) => head(html).includes('localhost')).map(({ address }) => address)).toEqual([]);
  });

  it('have a picture of their own for each question and topic', () => {
    const own = pages
      .map(({ address }) => /^(?:questions|topics)\/(?!page\/).+(?=\/$)/.exec(address.slice(build.base.length))?.[0])
      .filter((path) => path !== undefined);
    expect(own.length).toBeGreaterThan(200);
    expect(pictures.map((path) => path.replace(/^pictures\/(.+)\.png$/, '$1')).sort()).toEqual(
      [...own, 'guide'].sort(),
    );
    if (!build.site) return;
    for (const page of pages.filter(({ address }) => own.includes(address.slice(build.base.length, -1)))) {
      expect(meta(page, 'og:image')).toBe(
        `${build.site}${build.base}pictures/${page.address.slice(build.base.length, -1)}.png`,
      );
    }
  });

  it('have pictures of the size they say, light enough to be fetched at once', async () => {
    const wrong: string[] = [];
    for (const path of pictures) {
      const bytes = readFileSync(join(build.folder, path));
      const { format, width, height } = await sharp(bytes).metadata();
      if (format !== 'png' || width !== PICTURE.width || height !== PICTURE.height || bytes.length > BUDGET) {
        wrong.push(`${path}: ${format} ${width} × ${height}, ${bytes.length} bytes`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('have pictures that differ, the same from every build', () => {
    const [first, ...others] = BUILDS.map(({ folder }) =>
      pictures.map((path) => readFileSync(join(folder, path)).toString('base64')),
    );
    expect(new Set(first).size).toBe(pictures.length);
    for (const other of others) expect(other).toEqual(first);
  });

  it('have a letter for each character of a title', () => {
    const missing = pages.flatMap((page) =>
      page.root
        .querySelectorAll('h1')
        .filter(() => /^(questions|topics)\/./.test(page.address.slice(build.base.length)))
        .filter(({ text }) => !canDraw('bold', text.replace(/\s/g, ' ')))
        .map(({ text }) => `${page.address}: ${text}`),
    );
    expect(missing).toEqual([]);
  });
});
