import { existsSync } from 'node:fs';

import { installDebianPackages } from '../../src/samples/debian.ts';

const PLACES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where this machine's Chromium is, if it has one. */
export function findChromium(): string | undefined {
  return PLACES.find((path) => path !== undefined && existsSync(path));
}

/**
 * Chromium's path, after installing Debian's package where this machine lacks it and may install.
 *
 * @throws Error with one line that says what to install
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const installed = installDebianPackages(['chromium', 'fonts-dejavu-core']) && findChromium();
  if (installed) return installed;
  throw new Error('The browser tests need Chromium: run “sudo apt-get install chromium”, or set CHROMIUM_PATH.');
}
