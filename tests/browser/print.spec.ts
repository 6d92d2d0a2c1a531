import { expect } from '@playwright/test';

import { brokenBlocks, markBlocks, PAPER, type Paper, type PrintedPage, printPage } from './pdf.ts';
import { ADDRESSES, test } from './site-test.ts';

const MM = 72 / 25.4;
/** Margins of `print.css`, less a hair for rounding. */
const MARGIN = { side: 18 * MM - 1, foot: 16 * MM - 1 };

/** Most pages that a sheet of its kind may take. */
const MOST_PAGES: [RegExp, number][] = [
  [/^\/questions\/.+/, 9],
  [/^\/topics\/.+/, 11],
  [/^\/guides\/.+/, 12],
  [/^\/levels\//, 4],
  [/^\/rubric\//, 8],
  [/^\/kits\/.+\/candidate\//, 4],
  [/^\/kits\/examples\/.+/, 4],
  [/^\/kits\/(?!scorecards).+/, 10],
  [/^\/exercises\/.+\/interviewer\//, 6],
  [/^\/exercises\/.+/, 3],
];
const printed = ADDRESSES.filter((address) => MOST_PAGES.some(([kind]) => kind.test(address)));
const NAVIGATION = [
  'Skip to content',
  'On this page',
  'Breadcrumb',
  'Home / ',
  'All levels',
  'Print this sheet',
  'Previous',
  'Open data',
];

/** Text without spaces: a PDF splits words at ligatures and lines. */
const squash = (text: string) => text.replaceAll(/\s+/g, '');

function expectSoundPages(
  pages: readonly PrintedPage[],
  address: string,
  { runningHeader, prose }: { runningHeader: string; prose: string },
) {
  const most = MOST_PAGES.find(([kind]) => kind.test(address))?.[1] ?? 0;
  expect(pages.length, `pages of ${address}`).toBeLessThanOrEqual(most);
  pages.forEach((sheet, index) => {
    const name = `${address}, page ${index + 1}`;
    expect(
      sheet.texts.map(({ text }) => text.trim()),
      name,
    ).toContain(`${index + 1} of ${pages.length}`);
    expect(squash(sheet.content), name).toContain(squash(runningHeader).slice(0, 40));
    // A page may speak of a thing that navigation is named after.
    for (const text of NAVIGATION.filter((words) => !prose.includes(squash(words)))) {
      expect(squash(sheet.content), name).not.toContain(squash(text));
    }
    const clipped = sheet.texts.filter(({ x, width }) => x < MARGIN.side || x + width > sheet.width - MARGIN.side + 2);
    expect(
      clipped.map(({ text }) => text),
      `${name}: text beyond the margin`,
    ).toEqual([]);
    const inside = sheet.texts.filter(({ y }) => y > MARGIN.foot && y < sheet.height - MARGIN.foot);
    expect(inside.length, `${name}: lines on the page`).toBeGreaterThanOrEqual(3);
  });
}

for (const address of printed) {
  test(`${address} prints on A4 and Letter`, PAPER, async ({ page }) => {
    await page.goto(address, { waitUntil: 'networkidle' });
    const runningHeader = (await page.locator('html').getAttribute('data-running-header')) ?? '';
    const prose = squash((await page.locator('article .prose, article pre').allTextContents()).join(' '));
    await page.emulateMedia({ media: 'print' });
    const plain: Record<Paper, number> = { A4: 0, Letter: 0 };
    for (const paper of ['A4', 'Letter'] as const) {
      const pages = await printPage(page, paper);
      expectSoundPages(pages, address, { runningHeader, prose });
      plain[paper] = pages.length;
    }
    expect(await markBlocks(page)).toBeGreaterThanOrEqual(4);
    for (const paper of ['A4', 'Letter'] as const) {
      expect(brokenBlocks(await printPage(page, paper)), `${paper}: blocks broken across pages`).toEqual([]);
    }
    console.log(`print: ${address} A4 ${plain.A4}, Letter ${plain.Letter} pages`);
  });
}

test('the level filter of the screen does not reach the paper', async ({ page }) => {
  await page.goto('/questions/orm/select-related-or-prefetch-related/');
  await page.evaluate(() => localStorage.setItem('dig-level', 'staff'));
  await page.reload();
  const content = (await printPage(page, 'A4')).map((sheet) => sheet.content).join('');
  expect(squash(content)).toContain(squash('101 for fifty orders'));
});

test('a filled sheet prints what was typed, an empty one lines to write on', async ({ page }) => {
  await page.goto('/rubric/');
  await expect(page.locator('main').getByRole('combobox', { name: 'Level' })).toBeEnabled();
  const empty = squash((await printPage(page, 'A4')).map((sheet) => sheet.content).join(' '));
  expect(empty).toContain(squash('Weighted mean (1 to 4)'));
  expect(empty).toContain('Signature');
  const note = 'Counted the queries before running anything. '.repeat(12).trim();
  await page.locator('main').getByLabel('Evidence').first().fill(note);
  const filled = (await printPage(page, 'A4')).map((sheet) => sheet.content).join('');
  expect(squash(filled)).toContain(squash(note));
});
