import { expect, type Page } from '@playwright/test';

import type { ChromiumOnly } from './chromium-only.ts';
import { SERVERS } from './servers.ts';
import { TEMPLATES, test } from './site-test.ts';

const PREFETCH = { tag: '@prefetch' satisfies ChromiumOnly };
/** Longer than the pointer has to rest on a link before its page is fetched (200 ms). */
const REST = 500;

/** Addresses that are asked for ahead of any click. */
function notePrefetched(page: Page): string[] {
  const addresses: string[] = [];
  page.on('request', (request) => {
    if (request.headers()['sec-purpose']?.startsWith('prefetch')) addresses.push(request.url());
  });
  return addresses;
}

for (const { origin, base } of Object.values(SERVERS)) {
  const addressOf = (template: keyof typeof TEMPLATES) => origin + base + TEMPLATES[template].slice(1);

  test(
    `a page is fetched while the pointer rests on its link, and shown by the click, under ${base}`,
    PREFETCH,
    async ({ page }) => {
      const prefetched = notePrefetched(page);
      await page.goto(addressOf('exercise'), { waitUntil: 'networkidle' });
      expect(prefetched).toEqual([]);
      const link = page.locator('main a[href$="/interviewer/"]').first();
      await link.hover();
      await expect.poll(() => prefetched).toEqual([addressOf('interviewer')]);
      expect(page.url()).toBe(addressOf('exercise'));
      await link.click();
      await expect(page).toHaveURL(addressOf('interviewer'));
      const delivery = await page.evaluate(() => {
        const [navigation] = performance.getEntriesByType('navigation');
        return (navigation as unknown as { deliveryType: string }).deliveryType;
      });
      expect(delivery).toBe('navigational-prefetch');
    },
  );

  test(
    `files, other sites and the page itself are not fetched before the click, under ${base}`,
    PREFETCH,
    async ({ page }) => {
      const prefetched = notePrefetched(page);
      const rests: [keyof typeof TEMPLATES, string[]][] = [
        ['exercise', ['a[href$="/starter.zip"]', 'a[href$="/questions.json"]', 'a[href$="/feed.xml"]']],
        ['question', ['a[href^="https://docs.djangoproject.com/"]', 'main a[href="#sources"]']],
      ];
      for (const [template, links] of rests) {
        await page.goto(addressOf(template), { waitUntil: 'networkidle' });
        for (const link of links) {
          await page.locator(link).first().hover();
          // Nothing is to happen, which no event tells.
          await page.waitForTimeout(REST);
        }
        // The page would have fetched, and nothing came before this.
        await page.locator(`footer a[href="${base}about/"]`).first().hover();
        await expect.poll(() => prefetched.at(-1)).toBe(addressOf('about'));
        expect(prefetched.splice(0)).toEqual([addressOf('about')]);
      }
    },
  );
}
