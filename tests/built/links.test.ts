import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { fromFragment, isKit } from '../../src/kit/link.ts';
import { builtPages, BUILDS } from './site.ts';

describe.each(BUILDS)('links $name', (build) => {
  const pages = new Map(builtPages(build).map((page) => [page.address, page]));
  const ids = new Map(
    [...pages].map(([address, { root }]) => [
      address,
      new Set(root.querySelectorAll('[id]').map((node) => node.getAttribute('id'))),
    ]),
  );

  it('lead to a page, and to a place on it', () => {
    const broken: string[] = [];
    let checked = 0;
    for (const { address, root } of pages.values()) {
      for (const node of root.querySelectorAll('a[href], link[href]')) {
        const target = node.getAttribute('href') ?? '';
        if (/^(https?|mailto):/.test(target)) continue;
        checked += 1;
        const { pathname, hash } = new URL(target, `https://site.example${address}`);
        const place = decodeURIComponent(hash.slice(1));
        if (pages.has(pathname)) {
          // A kit in the fragment, or a ready-made one by name, is no place on its page.
          const [, named] = /^#kit=(.+)$/.exec(hash) ?? [];
          const kit = isKit(hash) ? fromFragment(hash) : undefined;
          if (named !== undefined) {
            if (!pages.has(`${build.base}kits/${named}/`)) broken.push(`${address} → ${target}: no such kit`);
          } else if (kit && 'problem' in kit) broken.push(`${address} → ${target}: ${kit.problem}`);
          else if (!kit && place && !ids.get(pathname)?.has(place))
            broken.push(`${address} → ${target}: no such place`);
        } else if (!pathname.startsWith(build.base)) {
          broken.push(`${address} → ${target}: outside ${build.base}`);
        } else if (!existsSync(join(build.folder, decodeURIComponent(pathname.slice(build.base.length))))) {
          broken.push(`${address} → ${target}: no such page`);
        } else if (!/\.[a-z]+$/.test(pathname)) {
          broken.push(`${address} → ${target}: without its last slash`);
        }
      }
    }
    expect(broken).toEqual([]);
    expect(checked).toBeGreaterThan(1000);
  });

  it('end where their text ends: no space before a comma or full stop', () => {
    const loose = [...pages.values()].flatMap(({ address, html }) =>
      [...html.matchAll(/\s<\/a>[.,;:)?]/g)].map(({ index }) => `${address}: …${html.slice(index - 30, index + 6)}`),
    );
    expect(loose).toEqual([]);
  });

  it('reach every page from the home page', () => {
    const reached = new Set<string>([build.base]);
    for (const address of reached) {
      for (const node of pages.get(address)?.root.querySelectorAll('a[href]') ?? []) {
        const { origin, pathname } = new URL(node.getAttribute('href') ?? '', `https://site.example${address}`);
        if (origin === 'https://site.example' && pages.has(pathname)) reached.add(pathname);
      }
    }
    const unlinked = [...pages.values()].filter(
      ({ address, leadsOn }) => !reached.has(address) && !leadsOn && !address.endsWith('404.html'),
    );
    expect(unlinked.map(({ address }) => address)).toEqual([]);
  });
});
