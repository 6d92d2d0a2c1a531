import { fileURLToPath } from 'node:url';

import { defineConfig } from '@playwright/test';

import { ensureChromium } from './tests/browser/find-browsers.ts';
import { SERVERS } from './tests/browser/servers.ts';

export default defineConfig({
  testDir: './tests/browser',
  outputDir: './test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // A flaky test is a broken test.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: { baseURL: SERVERS.root.origin },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: ensureChromium(),
          args: [
            // Chromium refuses to run as root inside its sandbox.
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
    {
      name: 'firefox',
      use: {
        browserName: 'firefox',
        // A stock Firefox, driven by WebDriver BiDi: Playwright's own is not in Debian.
        channel: 'moz-firefox',
        launchOptions: {
          executablePath: fileURLToPath(new URL('tests/browser/firefox.ts', import.meta.url)),
          // Playwright waits for ever for the load of a page that Back brings back as it was left.
          firefoxUserPrefs: { 'browser.sessionhistory.max_total_viewers': 0 },
        },
      },
    },
  ],
  webServer: Object.values(SERVERS).map(({ port, folder, base, origin }) => ({
    command: `node tests/browser/serve.ts ${folder} ${base} ${port}`,
    url: origin + base,
    reuseExistingServer: false,
  })),
});
