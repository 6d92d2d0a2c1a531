import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { Version, VersionFile } from './version.ts';

/** What hosts compress; everything else is packed already. */
const COMPRESSED = /\.(html|css|js|json|svg|txt|xml|webmanifest)$/;

/** Files of a build that nobody reads with the guide: each with why. */
const LEFT_OUT: readonly RegExp[] = [
  // This very list, and what announces its size.
  /^(sw\.js|offline\.json)$/,
  // The same again, compressed for hosts that send it so; maps for debuggers.
  /\.(br|gz|zst|map)$/,
  // Settings of hosts (`_headers`, `.htaccess`), which they do not serve.
  /^[_.](?!astro\/)/,
  /^CNAME$/,
  // What only crawlers and link previews ask for, and they ask the host.
  /^pictures\//,
  /^(robots\.txt|sitemap.*\.xml|llms.*\.txt)$/,
  // Pagefind's own boxes and worker: the guide has a search box of its own, which needs neither.
  /^pagefind\/(pagefind-[\w-]+\.(css|js)|wasm\.unknown\.pagefind)$/,
];

const toAddress = (path: string) => path.replace(/(^|\/)index\.html$/, '$1');

/**
 * Lists what is kept of a finished build, with hashes and sizes; the same build gives the same list.
 *
 * @param folder the build
 */
export function listVersion(folder: string): Version {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: path.slice(join(folder, '/').length).split(sep).join('/'),
      content: readFileSync(path),
    }))
    .filter(({ path }) => !LEFT_OUT.some((rule) => rule.test(path)));
  return toVersion(
    files.map(({ path, content }): VersionFile => [
      toAddress(path),
      createHash('sha256').update(content).digest('base64'),
      content.length,
      COMPRESSED.test(path) ? gzipSync(content).length : content.length,
    ]),
  );
}

function toVersion(unsorted: readonly VersionFile[]): Version {
  // By code point: no machine's language may change the order.
  const files = unsorted.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const id = createHash('sha256')
    .update(files.map(([address, sha256]) => `${address} ${sha256}\n`).join(''))
    .digest('hex')
    .slice(0, 10);
  return { id, files };
}
