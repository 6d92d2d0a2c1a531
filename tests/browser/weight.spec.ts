import { gzipSync } from 'node:zlib';

import { expect, type Response } from '@playwright/test';

import { TEMPLATES, test } from './site-test.ts';

/** Bytes, gzipped, of everything that a first visit loads before the reader does anything. */
const BUDGETS: Record<keyof typeof TEMPLATES, number> = {
  question: 25_000,
  topic: 30_000,
  guide: 25_000,
  home: 20_000,
  // A page of fifty questions, however many there are.
  catalogue: 25_000,
  topics: 20_000,
  levels: 25_000,
  rubric: 60_000,
  kit: 25_000,
  builder: 60_000,
  scorecards: 66_000,
  debrief: 66_000,
  agreement: 60_000,
  search: 20_000,
  syllabus: 55_000,
  about: 40_000,
};

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
    const budget = BUDGETS[template as keyof typeof TEMPLATES];
    console.log(`weight: ${template} ${total} of ${budget} bytes in ${parts.length} requests`);
    expect(parts.filter(({ url }) => url.includes('/pagefind/')).map(({ url }) => url)).toEqual([]);
    expect(total, JSON.stringify(parts, null, 1)).toBeLessThanOrEqual(budget);
  });
}

test('a question page does not shift while it loads, with a remembered level and theme', async ({ page }) => {
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
