/** The site's own name, and where it stands. */
export const SITE = {
  name: 'Django interview guide',
  tagline: 'Questions, rubrics and kits for interviewing Django developers',
} as const;

/** Paper in both themes, for the frame that browsers draw; the same as in `styles/tokens.css`. */
export const THEME_COLORS = { light: '#fdfdfb', dark: '#131614' } as const;

/**
 * An address of this site under the base path it is served from.
 *
 * @param path absolute within the site: `/topics/orm/`
 */
export function href(path: string): string {
  return import.meta.env.BASE_URL.replace(/\/$/, '') + path;
}
