#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { ensureFirefox } from './find-browsers.ts';
import { relayTo } from './firefox-relay.ts';

// What Playwright starts in place of Firefox: Firefox itself, with a relay between the two that
// answers the one command which Firefox ESR lacks. It ends when Firefox does, with its code.
const firefox = spawn(ensureFirefox(), ['--remote-allow-system-access', ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'pipe'],
});
firefox.on('exit', (code) => process.exit(code ?? 1));

// Playwright reads from here where to connect.
const LISTENING = /(?<=WebDriver BiDi listening on )ws:\/\/\S+/;
createInterface({ input: firefox.stderr }).on('line', (line) => {
  const address = LISTENING.exec(line)?.[0];
  if (address === undefined) console.error(line);
  else void relayTo(address).then((relay) => console.error(line.replace(LISTENING, relay)));
});
