import { CONTENT_TYPES, TEXTS } from './content-types.ts';
import { EVERYWHERE, type Header, IMMUTABLE, OPEN, OWN, REVALIDATED } from './headers.ts';
import type { Move } from './moved.ts';

const WRITTEN = '# Written by "npm run hosting" from src/hosting/; change it there.';

/** A header whose value depends on the address, as an nginx variable. */
const variable = (name: string) => `$guide_${name.toLowerCase().replaceAll('-', '_')}`;

/** A pattern as nginx matches it, whatever path the site is served under. */
const regex = (pattern: string) =>
  `"~${pattern
    .replaceAll('.', String.raw`\.`)
    .replace(/\*$/, '')
    .replace('*', '[^/]*')}${pattern.endsWith('*') ? '' : '$'}"`;

/** Headers whose value depends on the address; without a value for the rest, they are for the rule's files alone. */
const BY_ADDRESS = [
  ...IMMUTABLE.headers.map((header) => ({ header, paths: IMMUTABLE.paths })),
  ...OPEN.headers.map((header) => ({ header, paths: OPEN.paths })),
];
const OTHERWISE = new Map<string, string>([REVALIDATED, OWN]);

/** `http.conf`: what depends on the address of a file, and where moved questions are. */
export function nginxMaps(moves: readonly Move[]): string {
  const maps = BY_ADDRESS.map(({ header: [name, value], paths }) =>
    map('$uri', variable(name), OTHERWISE.get(name) ?? '', [
      ...paths.map((pattern): Header => [regex(pattern), `"${value}"`]),
    ]),
  );
  const moved = map(
    '$uri',
    '$guide_moved',
    '',
    moves.map(({ from, to }) => [
      `"~^(?<guide_path>.*)${from.replace(/\/$/, '/?').replaceAll('.', String.raw`\.`)}$"`,
      `"$guide_path${to}"`,
    ]),
  );
  return `${WRITTEN}
# For the http block, beside the server: what depends on an address. The path that the site is served
# under does not matter here.

${[...maps, moved].join('\n\n')}
`;
}

function map(source: string, target: string, otherwise: string, cases: readonly Header[]): string {
  const lines = [['default', `"${otherwise}"`], ...cases].map(([from = '', to = '']) => `    ${from} ${to};`);
  return `map ${source} ${target} {\n${lines.join('\n')}\n}`;
}

/** `server.conf`: all that the server block needs beside its name, its folder and its certificate. */
export function nginxServer(): string {
  const headers = [
    ...EVERYWHERE.map(([name, value]): Header => [name, `"${value}"`]),
    ...BY_ADDRESS.map(({ header: [name] }): Header => [name, variable(name)]),
  ];
  const types = Object.entries(CONTENT_TYPES).map(([end, type]) => `    ${type} ${end};`);
  // nginx adds the character set to text/html by itself, and warns where it is named again; a manifest
  // is JSON, which has no other.
  const charsets = TEXTS.filter((end) => !['html', 'webmanifest'].includes(end)).map((end) => CONTENT_TYPES[end] ?? '');
  return `${WRITTEN}
# For the server block.

index index.html;
# /topics leads to /topics/ by a path, not by a host and port that only this server may know.
absolute_redirect off;
error_page 404 $guide_base/404.html;
if ($guide_moved) {
    return 301 $guide_moved;
}

types {
${types.join('\n')}
}
default_type application/octet-stream;
charset utf-8;
charset_types ${charsets.join(' ')};

# The build left a .gz beside each file that it makes smaller. (For .br there is brotli.conf.)
gzip_static on;
gzip_vary on;

# A location with an add_header of its own loses these.
${headers.map(([name, value]) => `add_header ${name} ${value} always;`).join('\n')}
`;
}

/** `brotli.conf`: for an nginx that has the module. */
export function nginxBrotli(): string {
  return `${WRITTEN}
# For the server block of an nginx with ngx_http_brotli_static_module, which a plain nginx lacks (Debian
# and Ubuntu: apt install libnginx-mod-http-brotli-static). Without this file readers get the .gz.
brotli_static on;
`;
}
