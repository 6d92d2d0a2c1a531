/** A response header with its value. */
export type Header = readonly [name: string, value: string];

/** Headers of the files whose path within the site matches one of the patterns; `*` stands for anything. */
export interface Rule {
  readonly paths: readonly string[];
  readonly headers: readonly Header[];
}

/**
 * The policy that a header adds to the one in each page's `<meta>`. Browsers enforce both: what one
 * of them forbids stays forbidden. So it says nothing on scripts and styles, neither by name nor by
 * `default-src`, which stands in for them: the hashes of a page's inline scripts and styles are in its
 * own policy, and no list fits all pages. It says what a `<meta>` cannot (`frame-ancestors`), and
 * repeats the rest, which also holds for files that carry no `<meta>`: pictures, feeds, data.
 */
const POLICY = [
  "base-uri 'none'",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "frame-src 'none'",
  "img-src 'self' data:",
  "manifest-src 'self'",
  "media-src 'self'",
  "object-src 'none'",
  "worker-src 'self'",
];

/** What a site of text never asks for; a sheet that needs one of these takes it out. */
const UNUSED_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
];

/** Headers of every response, missing pages included. */
export const EVERYWHERE: readonly Header[] = [
  ['Content-Security-Policy', POLICY.join('; ')],
  // Two years, for this host only: what its neighbours under the same domain do is not this site's to say.
  ['Strict-Transport-Security', 'max-age=63072000'],
  ['X-Content-Type-Options', 'nosniff'],
  // Other sites need not learn which question somebody came from.
  ['Referrer-Policy', 'same-origin'],
  ['Permissions-Policy', UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', ')],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
];

/** Files with a hash of their content in the name: another content has another address. */
export const IMMUTABLE: Rule = {
  paths: ['/_astro/*', '/pagefind/fragment/*', '/pagefind/index/*', '/pagefind/filter/*', '/pagefind/*.pf_meta'],
  headers: [['Cache-Control', 'public, max-age=31536000, immutable']],
};

/** Everything else is kept, and asked for again each time: pages, data, the worker, Pagefind's entry files. */
export const REVALIDATED: Header = ['Cache-Control', 'no-cache'];

/** What other sites may read and show: the open data, the feed, and pictures made for links to here. */
export const OPEN: Rule = {
  paths: ['/data/*', '/feed.xml', '/pictures/*'],
  headers: [
    ['Access-Control-Allow-Origin', '*'],
    ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ],
};

/** The one type that not every host knows; a browser takes no other for it. */
export const MANIFEST: Rule = {
  paths: ['/*.webmanifest'],
  headers: [['Content-Type', 'application/manifest+json']],
};

/** Everything else is for this site's own pages to load. */
export const OWN: Header = ['Cross-Origin-Resource-Policy', 'same-origin'];

/** Whether a path matches a pattern of a rule. */
export function matches(pattern: string, path: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return path === start;
  return path.length >= start.length + end.length && path.startsWith(start) && path.endsWith(end);
}

/**
 * All headers that a file is served with.
 *
 * @param path within the site, without its base path: `/data/questions.json`
 */
export function headersOf(path: string): Header[] {
  const within = ({ paths }: Rule) => paths.some((pattern) => matches(pattern, path));
  return [
    ...EVERYWHERE,
    ...(within(IMMUTABLE) ? IMMUTABLE.headers : [REVALIDATED]),
    ...(within(OPEN) ? OPEN.headers : [OWN]),
    ...(within(MANIFEST) ? MANIFEST.headers : []),
  ];
}
