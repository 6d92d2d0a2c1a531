import { EVERYWHERE, IMMUTABLE, MANIFEST, OPEN, OWN, REVALIDATED, type Header, type Rule } from './headers.ts';
import type { Move } from './moved.ts';

/** `guide.caddy`: all that a site of Caddy's needs beside its name. */
export function caddySnippet(moves: readonly Move[]): string {
  const lines = (headers: readonly Header[]) => headers.map(([name, value]) => `\t${name} "${value}"`).join('\n');
  const paths = (rule: Rule) => rule.paths.map((pattern) => `*${pattern}`).join(' ');
  const redirects = moves.flatMap(({ from, to }) =>
    // A page is asked for with and without its last slash.
    [from, ...(from.endsWith('/') ? [from.slice(0, -1)] : [])].map(
      (path) => `redir {$GUIDE_BASE}${path} {$GUIDE_BASE}${to} 301`,
    ),
  );
  return `# Written by "npm run hosting" from src/hosting/; change it there.

root * {$GUIDE_ROOT:/var/www/guide}

header {
${lines(EVERYWHERE)}
}
@guide_hashed path ${paths(IMMUTABLE)}
header @guide_hashed {
${lines(IMMUTABLE.headers)}
}
@guide_unhashed not path ${paths(IMMUTABLE)}
header @guide_unhashed {
${lines([REVALIDATED])}
}
@guide_open path ${paths(OPEN)}
header @guide_open {
${lines(OPEN.headers)}
}
@guide_own not path ${paths(OPEN)}
header @guide_own {
${lines([OWN])}
}
@guide_manifest path ${paths(MANIFEST)}
header @guide_manifest {
${lines(MANIFEST.headers)}
}
${redirects.map((line) => `${line}\n`).join('')}
file_server {
	precompressed br gzip
}

handle_errors {
	@guide_missing expression {err.status_code} == 404
	handle @guide_missing {
		# What is missing today may be there tomorrow.
		header Cache-Control no-cache
		rewrite * {$GUIDE_BASE}/404.html
		file_server {
			precompressed br gzip
		}
	}
}
`;
}
