import { caddySnippet } from './caddy.ts';
import type { Renamed } from './moved.ts';
import { movesOf } from './moved.ts';
import { nginxBrotli, nginxMaps, nginxServer } from './nginx.ts';
import { PUBLISHED, readPublished, recordPublished } from './published.ts';

/** Every file that `npm run hosting` writes, by its path in the repository. */
export function configurations(questions: readonly Renamed[], published: string): Map<string, string> {
  const moves = movesOf(questions);
  return new Map([
    ['hosting/nginx/http.conf', nginxMaps(moves)],
    ['hosting/nginx/server.conf', nginxServer()],
    ['hosting/nginx/brotli.conf', nginxBrotli()],
    ['hosting/caddy/guide.caddy', caddySnippet(moves)],
    [PUBLISHED, recordPublished(readPublished(published), questions)],
  ]);
}
