import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { configurations } from './configurations.ts';
import { PUBLISHED } from './published.ts';
import { readRenamed } from './questions.ts';

// `npm run hosting`: writes what `hosting/` holds for nginx and Caddy, and adds new questions to the
// list of published ids.
const published = existsSync(PUBLISHED) ? readFileSync(PUBLISHED, 'utf8') : '';
for (const [path, text] of configurations(readRenamed(process.cwd()), published)) {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  writeFileSync(path, text);
  console.log(`${path} ${before === text ? 'is as it was' : 'written'}`);
}
