/**
 * Types of the files that a build writes, by the end of their name. Hosts know most of them; nginx
 * 1.22 does not know the manifest, and calls scripts by their old name.
 */
export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'text/xml',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  woff2: 'font/woff2',
  zip: 'application/zip',
};

/** Ends of the names of texts: they say UTF-8, and are worth compressing. */
export const TEXTS: readonly string[] = ['html', 'css', 'js', 'json', 'webmanifest', 'svg', 'txt', 'xml'];
