import { describe, expect, it } from 'vitest';

import { addressFor, extentOf, filesBeyond, type VersionFile } from './version.ts';

const file = (address: string, sha256 = 'a'): VersionFile => [address, sha256, 10, 3];

describe('addressFor', () => {
  const scope = 'https://host.example/guide/';
  const addresses = new Set(['', 'topics/', 'topics/orm/', '404.html', 'data/kits.json', 'pagefind/pagefind.js']);
  const find = (url: string) => addressFor(url, scope, (address) => addresses.has(address));

  it.each([
    ['https://host.example/guide/', ''],
    ['https://host.example/guide/index.html', ''],
    ['https://host.example/guide/topics/orm/', 'topics/orm/'],
    ['https://host.example/guide/topics/orm/index.html#x', 'topics/orm/'],
    ['https://host.example/guide/topics/orm', 'topics/orm/'],
    ['https://host.example/guide/topics/?level=mid&x=a/b#kit=1', 'topics/'],
    ['https://host.example/guide/pagefind/pagefind.js?attempt=2', 'pagefind/pagefind.js'],
    ['https://host.example/guide/data/kits.json', 'data/kits.json'],
  ])('finds %s', (url, address) => {
    expect(find(url)).toBe(address);
  });

  it.each([
    'https://host.example/guide/topics/none/',
    'https://host.example/guide/topics/ormindex.html',
    'https://host.example/guide',
    'https://host.example/other/topics/',
    'https://other.example/guide/topics/',
  ])('knows nothing of %s', (url) => {
    expect(find(url)).toBeUndefined();
  });
});

it('adds up pages, files and bytes', () => {
  expect(extentOf([file(''), file('topics/'), file('404.html'), file('data/kits.json')])).toEqual({
    pages: 2,
    files: 4,
    stored: 40,
    sent: 12,
  });
});

it('finds what changed and what is new, and lets be what moved away', () => {
  const held = { id: '1', files: [file('same'), file('changed'), file('gone')] };
  const next = { id: '2', files: [file('same'), file('changed', 'b'), file('new')] };
  expect(filesBeyond(next, held)).toEqual([file('changed', 'b'), file('new')]);
});
