import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import { builtPages, BUILDS } from './site.ts';

/** Bytes, gzipped, that a question page may weigh with its styles and scripts. */
const BUDGET = 25_000;

const [build] = BUILDS;
const gzipped = (content: string | Buffer) => gzipSync(content, { level: 9 }).length;

/** A script or style sheet with everything it imports, as paths within the build. */
function withImports(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const source = readFileSync(join(build.folder, path), 'utf8');
  for (const [, name = ''] of source.matchAll(/(?:import|from)\s*"(\.[^"]+)"/g)) {
    withImports(normalize(join(dirname(path), name)), seen);
  }
  return seen;
}

it('every question page keeps the budget: HTML, styles and scripts before any interaction', () => {
  const weights = builtPages(build)
    .filter(({ address }) => /^\/questions\/.+/.test(address))
    .map(({ address, html, root }) => {
      const assets = root
        .querySelectorAll('link[rel=stylesheet], script[src]')
        .map((node) => (node.getAttribute('href') ?? node.getAttribute('src') ?? '').slice(build.base.length));
      const files = new Set(assets.flatMap((asset) => [...withImports(asset)]));
      const bytes = [...files].reduce(
        (sum, file) => sum + gzipped(readFileSync(join(build.folder, file))),
        gzipped(html),
      );
      return { address, bytes };
    })
    .sort((a, b) => b.bytes - a.bytes);
  const [heaviest] = weights;
  console.log(
    `weight: ${weights.length} question pages, the heaviest ${heaviest?.address ?? ''} with ${heaviest?.bytes ?? 0} bytes`,
  );
  expect(weights.length).toBeGreaterThanOrEqual(40);
  expect(weights.filter(({ bytes }) => bytes > BUDGET)).toEqual([]);
}, 60_000);
