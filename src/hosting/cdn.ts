import { headersOf, IMMUTABLE, matches, EVERYWHERE, type Header } from './headers.ts';
import type { Move } from './moved.ts';

// The two files that Netlify, Cloudflare Pages and hosts like them read from the folder they publish.

/**
 * `_headers`. Where several rules match an address, Cloudflare joins their values with a comma, which
 * no browser understands for these headers: so below the rule for every address there is one for each
 * entry of the site's folder, and no header stands in two rules that meet.
 *
 * @param base the path that the site is served under, with both slashes: `/guide/`
 * @param files paths of all files of the site, from its folder: `topics/index.html`
 */
export function cdnHeaders(base: string, files: readonly string[]): string {
  const everywhere = new Set(EVERYWHERE.map(([name]) => name));
  const block = (pattern: string, headers: readonly Header[]) =>
    [base.slice(0, -1) + pattern, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  const patterns = new Map<string, string>();
  for (const file of files) {
    const pattern = patternOf(file);
    if (!patterns.has(pattern)) patterns.set(pattern, `/${file}`);
  }
  return `${[
    block('/*', EVERYWHERE),
    ...[...patterns]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([pattern, path]) =>
        block(
          pattern,
          headersOf(path).filter(([name]) => !everywhere.has(name)),
        ),
      ),
  ].join('\n\n')}\n`;
}

/** The rule that a file falls under: its hashed folder's, its first folder's, or its own. */
function patternOf(file: string): string {
  const path = `/${file}`;
  const folder = IMMUTABLE.paths.find((pattern) => pattern.endsWith('/*') && matches(pattern, path));
  if (folder) return folder;
  const [first = '', ...rest] = file.split('/');
  if (file === 'index.html') return '/';
  // Hashed folders and entry files lie side by side there.
  if (rest.length === 0 || first === 'pagefind') return path;
  return `/${first}/*`;
}

/**
 * `_redirects`: moved questions. At an old address there also lies a page that leads on, for hosts
 * without redirects; Netlify prefers such a page unless the status has an exclamation mark, and
 * Cloudflare, which never does, skips a line with one and takes the next.
 */
export function cdnRedirects(base: string, moves: readonly Move[]): string {
  const root = base.slice(0, -1);
  const lines = moves.flatMap(({ from, to }) =>
    ['301!', '301'].map((status) => `${root}${from} ${root}${to} ${status}`),
  );
  return `${['# Questions that have another address now.', ...lines].join('\n')}\n`;
}
