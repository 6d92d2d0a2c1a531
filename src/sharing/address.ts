import { href } from '../site.ts';

/**
 * Where a page stands on the web, or nothing where no deployment said so with `SITE_URL`: a made-up
 * address would lead to somebody's own machine.
 *
 * @param path absolute within the site: `/topics/orm/`
 */
export function publicAddress(path: string): string | undefined {
  const site = process.env['SITE_URL'];
  return site ? new URL(href(path), site).href : undefined;
}

/** The address that structured data names a page by: relative to the host where that is not known, which JSON-LD allows. */
export function address(path: string): string {
  return publicAddress(path) ?? href(path);
}
