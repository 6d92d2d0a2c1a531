import { existsSync } from 'node:fs';

import { installDebianPackages } from '../../src/samples/debian.ts';

/** A browser that the tests drive: where it may be, and what installs it. */
interface Browser {
  readonly name: string;
  readonly packages: readonly string[];
  /** Environment variable with its path, for machines that keep it elsewhere. */
  readonly variable: string;
  readonly places: readonly string[];
}

const CHROMIUM: Browser = {
  name: 'Chromium',
  packages: ['chromium', 'fonts-dejavu-core'],
  variable: 'CHROMIUM_PATH',
  places: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

const FIREFOX: Browser = {
  name: 'Firefox',
  packages: ['firefox-esr'],
  variable: 'FIREFOX_PATH',
  places: [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};

function find({ variable, places }: Browser): string | undefined {
  return [process.env[variable], ...places].find((path) => path !== undefined && existsSync(path));
}

function ensure(browser: Browser): string {
  const path = find(browser) ?? (installDebianPackages(browser.packages) ? find(browser) : undefined);
  if (path) return path;
  const { name, packages, variable } = browser;
  throw new Error(`The browser tests need ${name}: run “sudo apt-get install ${packages[0]}”, or set ${variable}.`);
}

/**
 * Chromium's path, after installing Debian's package where this machine lacks it and may install.
 *
 * @throws Error with one line that says what to install
 */
export const ensureChromium = () => ensure(CHROMIUM);

/**
 * Firefox's path, found or installed as Chromium is.
 *
 * @throws Error with one line that says what to install
 */
export const ensureFirefox = () => ensure(FIREFOX);
