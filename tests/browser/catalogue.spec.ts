import { expect, type Page } from '@playwright/test';

import { PAPER } from './pdf.ts';
import { SERVERS } from './servers.ts';
import { test } from './site-test.ts';

const items = 'question-filter li';
const status = (page: Page) => page.locator('main').getByRole('status');
const outerHtml = (nodes: Element[]) => nodes.map((node) => node.outerHTML);
const addresses = (links: Element[]) => links.map((link) => link.getAttribute('href') ?? '');

/** The number of questions that the page says there are. */
async function total(page: Page): Promise<number> {
  const text = await status(page).textContent();
  return Number(/(\d+) questions$/.exec(text ?? '')?.[1]);
}

test('filters narrow the list, live in the address and survive a reload', async ({ page }) => {
  await page.goto('/questions/');
  const all = await total(page);
  const onPage = await page.locator(`${items}:visible`).count();
  expect(onPage).toBeLessThan(all);
  await page.locator('main').getByLabel('Topic').selectOption('orm');
  await page.locator('main').getByLabel('Level').selectOption('staff');
  await expect(page).toHaveURL(/\?topic=orm&level=staff$/);
  await expect(status(page)).toHaveText(/^\d+ of \d+ questions$/);
  const some = await page.locator(`${items}:visible`).count();
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  await expect(status(page)).toHaveText(`${some} of ${all} questions`);
  await page.reload();
  await expect(page.locator('main').getByLabel('Topic')).toHaveValue('orm');
  await expect(status(page)).toHaveText(`${some} of ${all} questions`);
  await expect(page.locator(`${items}:visible`)).toHaveCount(some);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.locator(`${items}:visible`)).toHaveCount(onPage);
  await expect(page).toHaveURL(/\/questions\/$/);
});

for (const { origin, base } of Object.values(SERVERS)) {
  test(`a filter finds what stands on other pages, with the same items, under ${base}`, async ({ page }) => {
    // The last topic is on the last page only.
    await page.goto(`${origin}${base}questions/`);
    await expect(page.locator('#collaboration')).toHaveCount(0);
    await page.getByRole('link', { name: 'Last', exact: true }).click();
    await expect(page).toHaveURL(/\/questions\/page\/\d+\/$/);
    const markup = () => page.locator('section[aria-labelledby=collaboration] li').evaluateAll(outerHtml);
    const there = await markup();
    await page.goto(`${origin}${base}questions/?topic=collaboration`);
    await expect(page.locator('h2')).toHaveText(['Collaboration']);
    expect(await markup()).toEqual(there);
    await expect(status(page)).toContainText(`${there.length} of `);
    await page.locator(`${items} > a`).last().click();
    await expect(page).toHaveURL(new RegExp(`${base}questions/collaboration/`));
    await page.goBack();
    await expect(page.locator('main').getByLabel('Topic')).toHaveValue('collaboration');
    await expect(page.locator(items)).toHaveCount(there.length);
  });
}

test('filters over all questions from a later page, and comes back to that page', async ({ page }) => {
  await page.goto('/questions/page/3/');
  const own = await page.locator(`${items} > a`).allTextContents();
  await page.locator('main').getByLabel('Topic').selectOption('fundamentals');
  await expect(page).toHaveURL(/\/questions\/\?topic=fundamentals$/);
  await expect(page.locator('h2')).toHaveText(['Fundamentals']);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/questions\/page\/3\/$/);
  expect(await page.locator(`${items} > a`).allTextContents()).toEqual(own);
});

test('a long filtered list has pages of its own, turned by keyboard and by the back button', async ({ page }) => {
  await page.goto('/questions/?level=senior');
  const place = page.locator('nav[aria-label=Pages] [data-place]');
  await expect(place).toHaveText(/^Page 1 of \d+$/);
  const first = await page.locator(`${items} > a`).allTextContents();
  await page.getByRole('link', { name: 'Next', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?level=senior&page=2$/);
  await expect(place).toHaveText(/^Page 2 of \d+$/);
  await expect(page.locator(`${items} > a`).first()).toBeFocused();
  const second = await page.locator(`${items} > a`).allTextContents();
  expect(second.filter((title) => first.includes(title))).toEqual([]);
  await page.reload();
  await expect(place).toHaveText(/^Page 2 of \d+$/);
  await page.goBack();
  await expect(place).toHaveText(/^Page 1 of \d+$/);
  await expect.poll(() => page.locator(`${items} > a`).allTextContents()).toEqual(first);
  // Another filter starts at its first page.
  await page.goto('/questions/?level=senior&page=2');
  await expect(place).toHaveText(/^Page 2/);
  await page.locator('main').getByLabel('Kind').selectOption('scenario');
  await expect(page).toHaveURL(/\?level=senior&kind=scenario$/);
});

test('prints the questions that a filter left, without form and links to other pages', PAPER, async ({ page }) => {
  await page.goto('/questions/?topic=orm');
  await expect(page.locator('h2')).toHaveText(['ORM']);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('question-filter form')).toBeHidden();
  expect(await page.locator(`${items}:visible`).count()).toBeGreaterThan(10);
  await page.goto('/questions/');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('nav[aria-label=Pages] [data-place]')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Next', exact: true })).toBeHidden();
});

test('a filter that cannot be loaded says so, keeps the list and recovers', async ({ page, complaints }) => {
  await page.route('**/data/facets.json', (route) => route.abort());
  await page.goto('/questions/');
  const own = await page.locator(items).count();
  await page.locator('main').getByLabel('Topic').selectOption('orm');
  await expect(status(page)).toHaveText(/could not be loaded/);
  await expect(page.locator(items)).toHaveCount(own);
  await page.unroute('**/data/facets.json');
  await page.locator('main').getByLabel('Topic').selectOption('security');
  await expect(page.locator('h2')).toHaveText(['Security']);
  expect(complaints.splice(0).filter((text) => !text.includes('Failed to load resource'))).toEqual([]);
});

test('a filter that nothing passes says so, and an unknown value counts as none', async ({ page }) => {
  await page.goto('/questions/?topic=admin&kind=riddle&level=wizard');
  await expect(page.locator('main').getByLabel('Level')).toHaveValue('');
  await expect(page.getByText('No question has all of these.')).toBeHidden();
  await page.locator('main').getByLabel('At most').selectOption('5');
  await page.locator('main').getByLabel('Kind').selectOption('design');
  await page.locator('main').getByLabel('Topic').selectOption('orm');
  await expect(page.getByText('No question has all of these.')).toBeVisible();
});

test('leads through everything with JavaScript off, and offers no filter that would not work', async ({
  scriptless: page,
}) => {
  await page.goto('/questions/');
  await expect(page.locator('main').getByLabel('Topic')).toBeHidden();
  const seen = new Set<string>();
  const next = page.getByRole('link', { name: 'Next', exact: true });
  for (let pages = 1; pages < 1000; pages += 1) {
    for (const address of await page.locator(`${items} > a`).evaluateAll(addresses)) seen.add(address);
    if (!(await next.isVisible())) break;
    await next.click();
  }
  const { questions } = (await (await page.request.get('/data/questions.json')).json()) as {
    questions: { url: string; status: string }[];
  };
  const active = questions.filter((question) => question.status === 'active').map(({ url }) => url);
  expect([...seen].sort()).toEqual(active.sort());
});

test('j and k step through the questions, and Enter opens one', async ({ page }) => {
  await page.goto('/questions/');
  const links = page.locator(`${items} > a`);
  await page.keyboard.press('j');
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  await expect(links.nth(1)).toBeFocused();
  const target = await links.nth(1).getAttribute('href');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${target}$`));
});
