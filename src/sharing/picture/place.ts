/** Size of every picture: what Open Graph's readers crop least (1.91 to 1). */
export const PICTURE = { width: 1200, height: 630 } as const;

/** The picture of a page that has none of its own. */
export const GUIDE_PICTURE = '/pictures/guide.png';

/**
 * The address of a page's own picture, without the site's base path.
 *
 * @param path the page's address: `/questions/orm/laziness/`, `/topics/orm/`
 */
export function picturePath(path: string): string {
  return `/pictures${path.replace(/\/$/, '')}.png`;
}
