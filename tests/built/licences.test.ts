import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ALLOWED_LICENCES } from '../../src/supply/shipped.ts';
import { builtPages, BUILDS } from './site.ts';

describe.each(BUILDS)('licences $name', (build) => {
  const about = builtPages(build).find(({ address }) => address === `${build.base}about/`);
  const listed = (about?.root.querySelectorAll('#licences ~ ul')[0]?.querySelectorAll('li') ?? []).map((node) => {
    const [, name = '', version = '', licence = ''] =
      /^(\S+) (\S+), (.+)$/.exec(node.text.replace(/\s+/g, ' ').trim()) ?? [];
    return { name, version, licence };
  });
  const full = readFileSync(join(build.folder, 'licences.txt'), 'utf8');

  it('lists what every page and every sheet is made with', () => {
    const names = listed.map(({ name }) => name);
    for (const name of ['preact', 'astro', '@astrojs/preact', 'pagefind', 'idb', 'zod', 'tailwindcss']) {
      expect(names).toContain(name);
    }
    // Neither tests nor what only the build uses.
    expect(names).not.toContain('vitest');
    expect(names).not.toContain('opentype.js');
  });

  it('ships nothing under a licence that has not been looked at', () => {
    expect(listed.filter(({ licence }) => !(ALLOWED_LICENCES as readonly string[]).includes(licence))).toEqual([]);
  });

  it('carries the text of each licence', () => {
    for (const { name, version, licence } of listed) {
      const start = full.indexOf(`${name} ${version} (${licence})\n\n`);
      expect(start, name).toBeGreaterThanOrEqual(0);
      expect(full.slice(start).split(`\n${'-'.repeat(72)}\n`, 1)[0], name).toMatch(/copyright/i);
    }
  });
});
