import { describe, expect, it } from 'vitest';

import { EVERYWHERE, headersOf } from './headers.ts';

const valueOf = (path: string, name: string) => headersOf(path).find(([header]) => header === name)?.[1];

describe('caching', () => {
  it.each([
    '/_astro/Page.Bd0Z7REL.css',
    '/pagefind/fragment/en_1234567.pf_fragment',
    '/pagefind/index/en_1234567.pf_index',
    '/pagefind/filter/en_1234567.pf_filter',
    '/pagefind/pagefind.en_1fe65b12f1.pf_meta',
  ])('keeps %s for good: its name has a hash', (path) => {
    expect(valueOf(path, 'Cache-Control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    '/index.html',
    '/topics/orm/index.html',
    '/data/questions.json',
    '/sw.js',
    '/manifest.webmanifest',
    '/favicon.svg',
    // Their names stay when their content changes.
    '/pagefind/pagefind.js',
    '/pagefind/pagefind-entry.json',
    '/pagefind/pagefind-worker.js',
    '/pagefind/wasm.en.pagefind',
  ])('asks for %s again', (path) => {
    expect(valueOf(path, 'Cache-Control')).toBe('no-cache');
  });
});

it('lets other sites read the open data, and nothing else of the pages', () => {
  expect(valueOf('/data/questions.json', 'Access-Control-Allow-Origin')).toBe('*');
  expect(valueOf('/data/questions.json', 'Cross-Origin-Resource-Policy')).toBe('cross-origin');
  expect(valueOf('/index.html', 'Access-Control-Allow-Origin')).toBeUndefined();
  expect(valueOf('/index.html', 'Cross-Origin-Resource-Policy')).toBe('same-origin');
});

it('gives no header twice', () => {
  for (const path of ['/index.html', '/data/questions.json', '/_astro/a.js']) {
    const names = headersOf(path).map(([name]) => name);
    expect(names).toEqual([...new Set(names)]);
  }
});

describe('the policy in the header', () => {
  const policy = new Map(EVERYWHERE).get('Content-Security-Policy') ?? '';

  it('forbids frames, which a <meta> cannot', () => expect(policy).toContain("frame-ancestors 'none'"));

  it('leaves scripts and styles to the hashes in each page: it would forbid what they allow', () => {
    expect(policy).not.toMatch(/default-src|script-src|style-src/);
  });

  it('allows nothing by the way', () => expect(policy).not.toMatch(/unsafe|\*/));
});
