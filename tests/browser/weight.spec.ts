import { gzipSync } from 'node:zlib';

import { expect, type Response } from '@playwright/test';

import type { ChromiumOnly } from './chromium-only.ts';
import { test } from './site-test.ts';
import { BUDGETS, type Template, TEMPLATES } from './templates.ts';

for (const [template, address] of Object.entries(TEMPLATES)) {
  test(`the ${template} page keeps its weight budget`, async ({ page }) => {
    const responses: Response[] = [];
    page.on('response', (response) => {
      // The icon comes after everything.
      if (response.request().resourceType() !== 'other') responses.push(response);
    });
    await page.goto(address, { waitUntil: 'networkidle' });
    const parts = await Promise.all(
      responses.map(async (response) => ({
        url: response.url(),
        bytes: gzipSync(await response.body(), { level: 9 }).length,
      })),
    );
    const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    const budget = BUDGETS[template as Template];
    console.log(`weight: ${template} ${total} of ${budget} bytes in ${parts.length} requests`);
    expect(parts.filter(({ url }) => url.includes('/pagefind/')).map(({ url }) => url)).toEqual([]);
    expect(total, JSON.stringify(parts, null, 1)).toBeLessThanOrEqual(budget);
  });
}

const SHIFT = { tag: '@layout-shift' satisfies ChromiumOnly };

test('a question page does not shift while it loads, with a remembered level and theme', SHIFT, async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('dig-level', 'senior');
    localStorage.setItem('dig-theme', 'dark');
    const record = { shift: 0 };
    Object.assign(window, { record });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) record.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(TEMPLATES.question, { waitUntil: 'networkidle' });
  expect(await page.evaluate(() => (window as unknown as { record: { shift: number } }).record.shift)).toBe(0);
});
