import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';
import { parse } from 'yaml';

import type { Rubric } from '../../src/bank/schemas/rubric.ts';
import { figureColumns } from '../../src/hiring/figures-csv.ts';
import { madeUp } from '../../src/hiring/made-up.ts';
import { toCsv } from '../../src/scorecard/csv.ts';
import { toFile } from '../../src/scorecard/file.ts';
import { findViolations } from './axe.ts';
import { brokenBlocks, markBlocks, PAPER, printPage } from './pdf.ts';
import { test } from './site-test.ts';

const ADDRESS = '/debrief/drift/';
const rubric = parse(readFileSync('content/rubric.yaml', 'utf8')) as Rubric;
const cards = madeUp(rubric, {
  ...{ seed: 'test', scorecards: 240, quarters: ['2026-01-01', '2026-04-01'], questions: 1, evidence: 'Made up.' },
  interviewers: ['ZZ', 'AB', 'MN'],
  stricter: { competency: 'database', interviewer: 'MN' },
});

const give = (page: Page, ...files: readonly (readonly [name: string, content: string | Buffer])[]) =>
  page
    .getByLabel('Open files')
    .setInputFiles(files.map(([name, content]) => ({ name, mimeType: '', buffer: Buffer.from(content) })));
const region = (page: Page, name: string) => page.getByRole('region', { name });
const summary = (page: Page) => page.getByRole('status').filter({ hasText: /scorecards? of/ });
const chooser = (page: Page, label: string) => page.getByRole('combobox', { name: new RegExp(`^${label}`) });
const drawings = (page: Page) => page.locator('figure svg');

async function tryIt(page: Page) {
  await page.goto(ADDRESS);
  await page.getByRole('button', { name: 'Try it with made-up scorecards' }).click();
  await expect(drawings(page)).toHaveCount(4);
}

test('made-up scorecards show what the page does, and say that they are made up', async ({ page }) => {
  await tryIt(page);
  await expect(page.getByText('Made-up scorecards: nothing below is about anybody.')).toBeVisible();
  await expect(summary(page)).toHaveText(/^720 scorecards of \d+ candidates, Q3 2025 to Q2 2026\.$/);
  const act = region(page, 'What is worth acting on');
  await expect(act).toContainText('Q2 2026 against Q1 2026; 14 comparisons, each p adjusted for all of them.');
  await expect(act.getByRole('listitem')).toHaveText([/^Database: scores are lower/, /^GH: stricter than before/]);
  await expect(act).toContainText('cannot tell which');
  await expect(act.getByRole('link', { name: 'training pack' })).toHaveAttribute('href', '/guides/reviewer-training/');
  await expect(page.getByRole('row', { name: /^Database \d+ → \d+/ })).toContainText('Worth a look');
  await expect(page.getByRole('row', { name: /^Security \d+ → \d+/ })).toContainText('No sign of drift');
});

test('interviewers stand by name, whatever their scores, and against which quarter can be chosen', async ({ page }) => {
  await page.goto(ADDRESS);
  await give(page, ['scorecards.json', toFile(cards)]);
  await expect(summary(page)).toContainText('240 scorecards');
  const names = region(page, 'Interviewers').locator('table').first().getByRole('rowheader');
  await expect(names).toHaveText(['AB', 'MN', 'ZZ']);
  await chooser(page, 'Quarter').selectOption('2026-Q1');
  await expect(page.getByText('Q1 2026 is the first quarter with scorecards')).toBeVisible();
  await chooser(page, 'Quarter').selectOption('2026-Q2');
  await chooser(page, 'Against').selectOption('all');
  await expect(region(page, 'What is worth acting on')).toContainText('Q2 2026 against Q1 2026');
  // The table under the drawing has every share that is drawn.
  const shares = region(page, 'Competencies').locator('details');
  await shares.getByText('The same as a table').click();
  await expect(shares.getByRole('row', { name: /^Q1 2026 \d+ (\d+ % ?){4}$/ }).first()).toBeVisible();
});

test('files of both kinds go in together: what comes twice counts once, what is broken is named', async ({ page }) => {
  await page.goto(ADDRESS);
  const table = toCsv(rubric, cards.slice(100).toReversed());
  const hurt = `${table.replace(/,(\d{4}-\d\d-\d\d),/, ',01/02/2026,')}=1+1,x\r\n`;
  await give(
    page,
    ['first.json', toFile(cards.slice(0, 140))],
    ['second.csv', hurt],
    ['garbage.json', Buffer.alloc(2_000_000, 0xff)],
    ['other.csv', 'name,age\nA,1'],
    ['first.json', toFile(cards.slice(0, 3).map((card) => ({ ...card, candidate: 'OTHER' })))],
  );
  await expect(summary(page)).toContainText('237 scorecards');
  const sources = region(page, 'What was brought');
  await expect(sources).toContainText('first.json: 140 scorecards');
  await expect(sources).toContainText('first.json (2): 3 scorecards');
  await expect(sources).toContainText('second.csv: 140 scorecards');
  await expect(sources).toContainText(
    'Row 2: date: found "01/02/2026"; allowed: a day, written YYYY-MM-DD, or nothing.',
  );
  await expect(sources).toContainText('found 2 cells; allowed: 17, as in row 1.');
  await expect(sources).toContainText('The file is not text in UTF-8.');
  await expect(sources).toContainText('The table lacks the columns scorecard, candidate');
  await expect(sources).toContainText('Left out: 3 scorecards read with different contents');
  await expect(sources).toContainText('came more than once, exactly the same, and count once.');
  await sources.getByRole('button', { name: 'Leave out: first.json (2)' }).click();
  await expect(summary(page)).toContainText('240 scorecards');
});

test('versions of the rubric are never mixed', async ({ page }) => {
  await page.goto(ADDRESS);
  const older = cards.slice(0, 30).map((card) => ({ ...card, rubricVersion: 2 }));
  const nameless = cards.slice(30, 32).map((card) => ({ ...card, candidate: ' ' }));
  await give(page, ['both.json', toFile([...older, ...nameless, ...cards.slice(32)])]);
  await expect(summary(page)).toContainText('30 scorecards');
  await expect(page.getByText('208 scorecards of other versions are left out.')).toBeVisible();
  await expect(page.getByText('Left out: 2 scorecards without a candidate’s code')).toBeVisible();
  await chooser(page, 'Version of the rubric').selectOption('1');
  await expect(summary(page)).toContainText('208 scorecards');
});

test('too few candidates are too few to say', async ({ page }) => {
  await page.goto(ADDRESS);
  await give(page, ['few.csv', toCsv(rubric, [...cards.slice(0, 12)])]);
  await expect(summary(page)).toContainText('12 scorecards');
  await expect(region(page, 'What is worth acting on')).toContainText('Conclude nothing yet.');
  await expect(region(page, 'Competencies').getByText('Worth a look')).toHaveCount(0);
  await expect(page.locator('main')).toContainText('No stage has 8 candidates with an outcome in one quarter');
  await expect(region(page, 'Hiring figures')).toContainText('withheld');
  await page.getByRole('button', { name: 'Leave out: few.csv' }).click();
  await expect(page.getByText('Bring a quarter or more')).toBeVisible();
});

test('hiring figures go into a table whose columns the page explains', async ({ page }) => {
  await tryIt(page);
  const figures = region(page, 'Hiring figures');
  await expect(figures.getByRole('table', { name: 'Candidates through the stages' }).getByRole('row')).toHaveCount(5);
  await figures.getByRole('combobox').selectOption('2026-Q2');
  await expect(figures.getByRole('table', { name: 'Candidates by outcome' })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    figures.getByRole('button', { name: /CSV/ }).click(),
  ]);
  const [names = '', ...lines] = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(file.suggestedFilename()).toBe('hiring-figures.csv');
  expect(names.split(',')).toEqual(figureColumns(rubric.recommendations).map(({ name }) => name));
  const explained = await page.locator('#method ~ div table code').allTextContents();
  expect(explained).toEqual(names.split(','));
  // All quarters and four quarters, four stages each; the last stage has nobody in the first weeks at most.
  expect(lines.filter((line) => line.startsWith('all,'))).toHaveLength(4);
  expect(lines.length).toBeGreaterThanOrEqual(16);
});

test('what this browser keeps is taken when asked for', async ({ page }) => {
  await page.goto(ADDRESS);
  const take = page.getByRole('button', { name: 'Take what this browser keeps' });
  await take.click();
  await expect(page.getByText('This browser keeps no scorecards.')).toBeVisible();
  await page.goto('/kits/scorecards/');
  await page.getByLabel('Open files').setInputFiles({
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from(toFile(cards.slice(0, 2))),
  });
  await expect(page.getByText('2 opened')).toBeVisible();
  await page.goto(ADDRESS);
  await take.click();
  await take.click();
  await expect(page.getByText('Saved in this browser: 2 scorecards')).toHaveCount(1);
});

test('the page works by keyboard, is accessible in both themes when filled, and fits 320 px', async ({ page }) => {
  await page.goto(ADDRESS);
  await page.getByRole('button', { name: 'Try it' }).focus();
  await page.keyboard.press('Enter');
  await expect(drawings(page)).toHaveCount(4);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Leave out: Made-up scorecards' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(chooser(page, 'Quarter')).toBeFocused();
  for (const details of await page.getByText('The same as a table').all()) await details.press('Enter');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findViolations(page), colorScheme).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, 'pixels beyond the right edge at 320 px').toBeLessThanOrEqual(0);
});

test('a filled page prints whole blocks, drawings included, and nothing to click', PAPER, async ({ page }) => {
  await tryIt(page);
  await page.emulateMedia({ media: 'print' });
  const pages = await printPage(page, 'A4');
  expect(pages.length).toBeLessThanOrEqual(7);
  const text = pages.map(({ content }) => content).join(' ');
  expect(text).toContain('Made-up scorecards: nothing below is about anybody.');
  expect(text).toContain('Phone screen');
  for (const control of ['Open files', 'Leave out', 'Save all figures', 'The same as a table']) {
    expect(text).not.toContain(control);
  }
  await markBlocks(page);
  expect(brokenBlocks(await printPage(page, 'A4'))).toEqual([]);
});

test('a worker that does not start is said to have failed, and can be asked again', async ({ page, complaints }) => {
  await page.goto(ADDRESS);
  await page.route('**/worker-*.js', (route) => route.abort());
  const tryButton = page.getByRole('button', { name: 'Try it' });
  await tryButton.click();
  await expect(page.getByRole('alert')).toContainText('Comparing broke down');
  // The browser says so too.
  complaints.length = 0;
  await page.unroute('**/worker-*.js');
  await tryButton.click();
  await expect(drawings(page)).toHaveCount(4);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
