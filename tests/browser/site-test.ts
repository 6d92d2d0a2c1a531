import { type Page, test as base } from '@playwright/test';

import { builtPages, BUILDS } from '../built/site.ts';
import { CHROMIUM_ONLY } from './chromium-only.ts';

/** Addresses of every page of the build at the root, the one shown for missing pages included. */
export const ADDRESSES = builtPages(BUILDS[0]).map(({ address }) => address);

export { TEMPLATES } from './templates.ts';

/** What tests get beside Playwright's own. */
interface Fixtures {
  /** Leaves the test out where its tag says that the browser cannot show it. */
  leftOut: undefined;
  /** Console errors, page errors and CSP violations of the page: any fails its test. */
  complaints: string[];
  /** A page in a browser that runs no scripts. */
  scriptless: Page;
}

export const test = base.extend<Fixtures>({
  leftOut: [
    async ({ browserName }, use, info) => {
      const [, reason] = Object.entries(CHROMIUM_ONLY).find(([tag]) => info.tags.includes(tag)) ?? [];
      info.skip(browserName !== 'chromium' && reason !== undefined, reason);
      await use(undefined);
    },
    { auto: true },
  ],
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
      await use(complaints);
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    },
    { auto: true },
  ],
  scriptless: async ({ browser, browserName }, use) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    // Playwright has no way to switch them off in a stock Firefox; a sandboxed page has none either,
    // and shows what stands in `noscript`.
    if (browserName === 'firefox') {
      await context.route('**/*', async (route) => {
        if (route.request().resourceType() !== 'document') return route.continue();
        const response = await route.fetch();
        const headers = { ...response.headers(), 'content-security-policy': 'sandbox allow-same-origin allow-forms' };
        await route.fulfill({ response, headers });
      });
    }
    await use(await context.newPage());
    await context.close();
  },
});
