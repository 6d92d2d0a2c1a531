import { createHash } from 'node:crypto';

/**
 * What a browser may fetch before the reader follows a link: a page of this site once the pointer rests on a link to
 * it, or touches it (https://html.spec.whatwg.org/multipage/speculative-loading.html). Pages end in a slash; files to
 * save, data and feeds do not. Browsers that do not know such rules skip them; those that do leave it when the reader
 * saves data. Goes through no script, and so costs a page its own few bytes and nothing to run.
 *
 * @param base path that the site is served from: `/guide/`
 * @returns JSON for `<script type="speculationrules">`
 */
export function prefetchRules(base: string): string {
  const pages = `${base.replace(/\/*$/, '/')}{*/}?`;
  return JSON.stringify({ prefetch: [{ where: { href_matches: pages }, eagerness: 'moderate' }] });
}

/** What the policy for scripts has to name for an inline script with this text. */
export function scriptHash(text: string): `sha256-${string}` {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
