import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { caddySnippet } from './caddy.ts';
import { configurations } from './configurations.ts';
import { movesOf } from './moved.ts';
import { nginxMaps } from './nginx.ts';
import { PUBLISHED } from './published.ts';
import { readRenamed } from './questions.ts';

const files = configurations(readRenamed(process.cwd()), readFileSync(PUBLISHED, 'utf8'));

it.each([...files])('%s is what its source says', (path, text) => {
  expect(readFileSync(path, 'utf8'), 'run “npm run hosting” and commit what it wrote').toBe(text);
});

describe('a renamed question', () => {
  const moves = movesOf([{ id: 'orm/now', formerly: ['orm/before'] }]);

  it('is redirected by nginx, whatever path the site is under', () => {
    expect(nginxMaps(moves)).toContain(String.raw`map $uri $guide_moved {
    default "";
    "~^(?<guide_path>.*)/questions/orm/before/?$" "$guide_path/questions/orm/now/";
    "~^(?<guide_path>.*)/data/questions/orm/before\.json$" "$guide_path/data/questions/orm/now.json";
}`);
  });

  it('is redirected by Caddy, with and without the last slash', () => {
    const redirects = caddySnippet(moves)
      .split('\n')
      .filter((line) => line.startsWith('redir'));
    expect(redirects).toEqual([
      'redir {$GUIDE_BASE}/questions/orm/before/ {$GUIDE_BASE}/questions/orm/now/ 301',
      'redir {$GUIDE_BASE}/questions/orm/before {$GUIDE_BASE}/questions/orm/now/ 301',
      'redir {$GUIDE_BASE}/data/questions/orm/before.json {$GUIDE_BASE}/data/questions/orm/now.json 301',
    ]);
  });
});
