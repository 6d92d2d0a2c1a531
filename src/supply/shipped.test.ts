import { describe, expect, it } from 'vitest';

import { packageFolder, readShipped, shippedPackages } from './shipped.ts';

describe('packages that ship', () => {
  it('are told by the modules of the bundle', () => {
    expect(packageFolder('/site/node_modules/preact/hooks/dist/hooks.module.js')).toBe('/site/node_modules/preact');
    expect(packageFolder('\0/site/node_modules/@scope/name/index.js?commonjs')).toBe('/site/node_modules/@scope/name');
    expect(packageFolder('/site/node_modules/a/node_modules/b/c.js')).toBe('/site/node_modules/a/node_modules/b');
    expect(packageFolder('/site/src/site.ts')).toBeUndefined();
  });

  it('say their version, their licence and its text', () => {
    expect(readShipped('node_modules/preact')).toMatchObject({ name: 'preact', licence: 'MIT' });
    expect(readShipped('node_modules/preact').text).toContain('Permission is hereby granted');
    expect(readShipped('node_modules/pagefind').text).toContain('Permission is hereby granted');
  });

  it('include what is no module, each once', () => {
    const root = process.cwd();
    const modules = [`${root}/node_modules/preact/a.js`, `${root}/node_modules/preact/b.js`];
    const names = shippedPackages(modules, root).map(({ name }) => name);
    expect(names).toEqual([
      '@fontsource/ibm-plex-mono',
      '@fontsource/ibm-plex-sans',
      'astro',
      'pagefind',
      'preact',
      'tailwindcss',
    ]);
  });
});
