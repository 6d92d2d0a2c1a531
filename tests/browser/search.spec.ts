import { gzipSync } from 'node:zlib';

import { expect, type Page, type Request } from '@playwright/test';

import type { ChromiumOnly } from './chromium-only.ts';
import { QUERIES } from './search-queries.ts';
import { SERVERS } from './servers.ts';
import { TEMPLATES, test } from './site-test.ts';
import { SLOW_LINE, SLOW_PROCESSOR } from './slow-line.ts';

const SLOW = { tag: '@slow-line' satisfies ChromiumOnly };

const box = (page: Page) => page.locator('main').getByRole('searchbox');
const results = (page: Page) => page.locator('main site-search ol > li > a');
const status = (page: Page) => page.locator('main site-search [role=status]');

/** Types a query into the search page and returns the addresses of its first results. */
async function search(page: Page, query: string): Promise<string[]> {
  await box(page).fill('');
  await expect(status(page)).toHaveText(/Type to search/);
  await box(page).fill(query);
  await expect(status(page)).toHaveText(/result|Nothing found/);
  return results(page).evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
}

for (const { origin, base } of Object.values(SERVERS)) {
  test(`the query table finds its pages under ${base}`, async ({ page }) => {
    // Some hundred queries, each typed and answered.
    test.setTimeout(900_000);
    await page.goto(`${origin}${base}search/`);
    const misses: string[] = [];
    let first = 0;
    let firstThree = 0;
    for (const [query, ...pages] of QUERIES) {
      const wanted = pages.map((path) => base + path.slice(1));
      const found = await search(page, query);
      const rank = found.findIndex((path) => wanted.includes(path));
      if (rank === 0) first += 1;
      if (rank >= 0 && rank < 3) firstThree += 1;
      if (rank !== 0)
        misses.push(`“${query}” at ${rank + 1}, before it: ${found.slice(0, rank < 0 ? 3 : rank).join(' ')}`);
    }
    const share = (count: number) => `${count} of ${QUERIES.length} (${((100 * count) / QUERIES.length).toFixed(0)} %)`;
    console.log(
      `search under ${base}: first ${share(first)}, in the first three ${share(firstThree)}\n${misses.join('\n')}`,
    );
    expect(QUERIES.length).toBeGreaterThanOrEqual(400);
    expect(first / QUERIES.length).toBeGreaterThanOrEqual(0.8);
    expect(firstThree / QUERIES.length).toBeGreaterThanOrEqual(0.95);
  });
}

test('opens by / and by Ctrl+K, closes by Escape, and gives the focus back', async ({ page }) => {
  await page.goto(TEMPLATES.question);
  const dialog = page.getByRole('dialog', { name: 'Search' });
  for (const keys of ['/', 'Control+K']) {
    await page.keyboard.press(keys);
    await expect(dialog.getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await page.getByRole('link', { name: 'Search' }).click();
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('csrf');
  await expect(dialog.locator('ol > li > a').first()).toHaveAttribute('href', /csrf-exactly/);
  await page.keyboard.press('ArrowDown');
  await expect(dialog.locator('ol > li > a').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/questions\/security\/csrf-exactly\//);
});

test('results say where they are from, and land on headings', async ({ page }) => {
  await page.goto('/search/?q=select_related');
  const first = page.locator('main site-search ol > li').first();
  await expect(first).toContainText('Question · ORM · Junior, Mid, Senior, Staff');
  await expect(first.locator('mark').first()).toHaveText(/select_related/i);
  const landing = page.locator('main site-search ol a[href*="#"]').first();
  const target = (await landing.getAttribute('href')) ?? '';
  await landing.click();
  await expect(page).toHaveURL(new RegExp(`${target.replace(/[?+]/g, '\\$&')}$`));
  await expect(page.locator(`[id="${target.split('#')[1] ?? ''}"]`)).toBeInViewport();
});

test('facets narrow the results and are kept in the address', async ({ page }) => {
  await page.goto('/search/?q=query');
  await expect(status(page)).toHaveText(/\d+ results/);
  const all = Number.parseInt((await status(page).textContent()) ?? '');
  await page.locator('main').getByLabel('Topic').selectOption('Caching');
  await expect(page).toHaveURL(/q=query&topic=Caching/);
  await expect(status(page)).toHaveText(/^\d+ results?$/);
  expect(Number.parseInt((await status(page).textContent()) ?? '')).toBeLessThan(all);
  for (const place of await page.locator('main site-search ol > li > p.meta:first-of-type').allTextContents()) {
    expect(place).toContain('Caching');
  }
  await page.reload();
  await expect(page.locator('main').getByLabel('Topic')).toHaveValue('Caching');
});

test('a search without hits offers topics, and a failed one says so and recovers', async ({ page, complaints }) => {
  await page.goto('/search/');
  await box(page).fill('zzyzx celery');
  await expect(status(page)).toHaveText(/Nothing found|result/);
  await box(page).fill('zzyzxqq');
  await expect(status(page)).toHaveText('Nothing found for “zzyzxqq”.');
  await expect(results(page).last()).toHaveText('All topics');

  const fresh = await page.context().newPage();
  await fresh.route('**/pagefind/**', (route) => route.abort());
  await fresh.goto('/search/');
  await box(fresh).fill('csrf');
  await expect(status(fresh)).toContainText('could not be loaded');
  await fresh.unroute('**/pagefind/**');
  await box(fresh).fill('csrf ');
  await expect(results(fresh).first()).toHaveAttribute('href', /csrf-exactly/);
  expect(complaints).toEqual([]);
});

test('loads nothing until it is opened', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/pagefind/')) asked.push(request.url());
  });
  await page.goto(TEMPLATES.question, { waitUntil: 'networkidle' });
  expect(asked).toEqual([]);
  await page.keyboard.press('/');
  await expect.poll(() => asked.length).toBeGreaterThan(0);
});

test('loads its parts side by side, and well under 100 KB', SLOW, async ({ page }) => {
  const finished: Request[] = [];
  page.on('requestfinished', (request) => {
    if (request.url().includes('/pagefind/')) finished.push(request);
  });
  await page.goto(TEMPLATES.question, { waitUntil: 'networkidle' });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_LINE);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PROCESSOR });
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('dialog ol > li > a')) return;
      observer.disconnect();
      document.body.dataset['firstResult'] = String(Date.now());
    }).observe(document.body, { childList: true, subtree: true });
  });
  const opened = Date.now();
  await page.keyboard.press('/');
  await page.keyboard.type('select_related');
  await page.locator('body[data-first-result]').waitFor();
  const shown = Number(await page.locator('body').getAttribute('data-first-result'));
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/result/);
  const parts = await Promise.all(
    finished.map(async (request) => {
      const { startTime, responseEnd } = request.timing();
      const body = await (await request.response())?.body();
      const name = new URL(request.url()).pathname.replace(/.*pagefind\//, '');
      return { name, bytes: gzipSync(body ?? '').length, started: startTime, ended: startTime + responseEnd };
    }),
  );
  const needed = parts.filter(({ ended }) => ended <= shown);
  const bytes = needed.reduce((sum, part) => sum + part.bytes, 0);
  const files = needed.map(({ name, bytes: size }) => `${name} ${size}`).join(', ');
  console.log(`search: first result after ${shown - opened} ms and ${bytes} bytes on a slow line (${files})`);
  expect(bytes).toBeLessThan(100_000);
  const script = parts.find(({ name }) => name === 'pagefind.js');
  const program = parts.find(({ name }) => name.startsWith('wasm'));
  expect(program?.started, 'the program is asked for while the script still loads').toBeLessThan(script?.ended ?? 0);
  expect(parts.filter(({ name }) => name.startsWith('wasm')).length, 'the program is loaded once').toBe(1);
});
