import { describe, expect, it } from 'vitest';

import { cdnHeaders, cdnRedirects } from './cdn.ts';
import { headersOf, matches } from './headers.ts';
import { movesOf } from './moved.ts';

const FILES = [
  '404.html',
  '_astro/Page.Bd0Z7REL.css',
  'data/questions.json',
  'data/questions/orm/one.json',
  'feed.xml',
  'index.html',
  'manifest.webmanifest',
  'pagefind/fragment/en_1.pf_fragment',
  'pagefind/pagefind.en_1fe65b12f1.pf_meta',
  'pagefind/pagefind.js',
  'sw.js',
  'topics/index.html',
  'topics/orm/index.html',
];

/** Reads `_headers` as Cloudflare does: every rule that matches gives its headers, equal names are joined. */
function served(text: string, path: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const block of text.trim().split('\n\n')) {
    const [pattern = '', ...lines] = block.split('\n');
    if (!matches(pattern, path)) continue;
    for (const line of lines) {
      const [, name = '', value = ''] = /^ {2}([^:]+): (.+)$/.exec(line) ?? [];
      headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
    }
  }
  return headers;
}

describe.each(['/', '/guide/'])('_headers under %s', (base) => {
  const text = cdnHeaders(base, FILES);

  it.each(FILES)('serves %s as the one source says, with no header joined from two rules', (file) => {
    const address = base + file.replace(/index\.html$/, '');
    expect(served(text, address)).toEqual(Object.fromEntries(headersOf(`/${file}`)));
  });

  it('says nothing about other addresses of the host', () => {
    const outside = text.split('\n').filter((line) => line.startsWith('/') && !line.startsWith(base));
    expect(outside).toEqual([]);
  });
});

describe('_redirects', () => {
  const moves = movesOf([
    { id: 'orm/now', formerly: ['orm/older', 'database/before'] },
    { id: 'orm/still', formerly: [] },
  ]);

  it('leads from every old address to today’s, under the base path, for both kinds of host', () => {
    expect(cdnRedirects('/guide/', moves).trim().split('\n').slice(1)).toEqual([
      '/guide/questions/database/before/ /guide/questions/orm/now/ 301!',
      '/guide/questions/database/before/ /guide/questions/orm/now/ 301',
      '/guide/questions/orm/older/ /guide/questions/orm/now/ 301!',
      '/guide/questions/orm/older/ /guide/questions/orm/now/ 301',
      '/guide/data/questions/database/before.json /guide/data/questions/orm/now.json 301!',
      '/guide/data/questions/database/before.json /guide/data/questions/orm/now.json 301',
      '/guide/data/questions/orm/older.json /guide/data/questions/orm/now.json 301!',
      '/guide/data/questions/orm/older.json /guide/data/questions/orm/now.json 301',
    ]);
  });

  it('is a comment while nothing has moved', () => {
    expect(cdnRedirects('/', [])).toBe('# Questions that have another address now.\n');
  });
});
