import { expect, type Page } from '@playwright/test';

import { toFile } from '../../src/scorecard/file.ts';
import { cardBy, fileOf } from './panel.ts';
import { brokenBlocks, markBlocks, PAPER, printPage } from './pdf.ts';
import { test } from './site-test.ts';

const AB = cardBy('AB', [3, 4, 3, 2]);
const CD = cardBy('CD', [3, 2, 3, 1], { recommendation: 'no' });
const EF = cardBy('EF', [3, 3, undefined, 3]);

async function begin(page: Page, expected = '') {
  await page.goto('/debrief/');
  await page.getByRole('button', { name: 'Begin a debrief' }).click();
  await expect(page.getByRole('heading', { name: 'Panel' })).toBeVisible();
  if (expected !== '') await page.getByLabel('Who is expected?').fill(expected);
}
const bring = (page: Page, ...files: ReturnType<typeof fileOf>[]) => page.getByLabel('Open files').setInputFiles(files);
const scores = (page: Page) => page.getByRole('table', { name: 'Scores by competency and interviewer' });

test('nobody’s scores are shown before everybody’s are in', async ({ page }) => {
  await begin(page, 'AB, CD, EF');
  await bring(page, fileOf('ab.json', AB), fileOf('cd.json', CD));
  await expect(page.getByText('Scores are hidden. Still expected: EF.')).toBeVisible();
  await expect(page.getByText('ab.json: 1 of 1 scorecard taken in.')).toBeVisible();
  const text = await page.locator('main').innerText();
  expect(text).not.toContain('heard');
  expect(text).not.toContain('would work with them');
  await expect(scores(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show the scores without EF' })).toBeEnabled();

  await bring(page, fileOf('ef.json', EF));
  await expect(page.getByText('Everybody who is expected is in.')).toBeVisible();
  await page.getByRole('button', { name: 'Show the scores', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'What the panel scored' })).toBeFocused();
  const row = (name: RegExp) => scores(page).getByRole('row', { name });
  await expect(row(/^Database/)).toHaveText(/Database 25 %\s*4\s*2\s*3\s*3\s*2 !/);
  await expect(row(/^HTTP and APIs/)).toHaveText(/3\s*3\s*–\s*3\s*0/);
  // A bar that some meet and some do not comes before any mean.
  await expect(page.getByText('Bar to be settled.')).toBeVisible();
  await expect(page.getByText('Weighted mean 2.75 of 4, from 100 % of the weight.')).toBeVisible();
  // The drawing is there, and stays out of the way of a screen reader.
  await expect(page.locator('figure svg')).toBeVisible();
  await expect(page.locator('figure svg').locator('xpath=ancestor::*[@aria-hidden="true"]')).toHaveCount(1);
  const agenda = page.getByRole('region', { name: 'Agenda' }).getByRole('listitem');
  await expect(agenda.nth(0)).toContainText('Security');
  await expect(agenda.nth(1)).toContainText('Database');
  await agenda.nth(0).getByRole('button').click();
  await expect(page.getByRole('heading', { name: /^Security/ })).toBeFocused();
  await expect(page.getByText('CD heard auth-permissions/marketplace-access at 1')).toBeVisible();
  await expect(page.getByText('0.5 points above the others, on 3 shared rows', { exact: false })).toBeVisible();
});

test('what cannot lie beside the others is named, one by one, and the rest goes in', async ({ page }) => {
  await begin(page);
  await bring(page, fileOf('ab.json', AB));
  await expect(page.getByText('ab.json: 1 of 1')).toBeVisible();
  await bring(
    page,
    fileOf('many.json', cardBy('GH', [1, 1, 1, 1], { candidate: 'C-18' }), EF, cardBy('IJ', [], {}), AB),
    fileOf('old.json', cardBy('KL', [3, 3, 3, 3], { rubricVersion: 2 })),
    { name: 'garbage.json', mimeType: 'application/json', buffer: Buffer.from('{"a":') },
    { name: 'page.json', mimeType: 'application/json', buffer: Buffer.from('<script>alert(1)</script>') },
    fileOf('cd.json', CD),
  );
  for (const said of [
    'many.json: 1 of 4 scorecards taken in.',
    'by GH. Reason: it is of candidate C-18, and this debrief of C-17.',
    'by IJ. Reason: no score on it counts',
    'by AB. Reason: it is in already.',
    'by KL. Reason: it was scored with version 2 of the rubric, the others with version 1',
    'garbage.json: The file is not JSON. Nothing was taken from it.',
    'page.json: The file is not JSON. Nothing was taken from it.',
    'cd.json: 1 of 1 scorecard taken in.',
  ]) {
    await expect(page.getByText(said, { exact: false }), said).toBeVisible();
  }
  const inPanel = page.getByRole('region', { name: 'Panel' }).getByRole('button', { name: /^Leave out/ });
  await expect(inPanel).toHaveCount(3);
  // A pasted text that is none stays in the field.
  await page.getByText('Paste a scorecard’s text').click();
  await page.getByLabel('The content of a scorecard file').fill('nonsense');
  await page.getByRole('button', { name: 'Take it in' }).click();
  await expect(page.getByText('Pasted text: The file is not JSON.')).toBeVisible();
  await expect(page.getByLabel('The content of a scorecard file')).toHaveValue('nonsense');
  await page.getByLabel('The content of a scorecard file').fill(toFile([cardBy('MN', [2, 2, 2, 2])]));
  await page.getByRole('button', { name: 'Take it in' }).click();
  await expect(page.getByText('Pasted text: 1 of 1 scorecard taken in.')).toBeVisible();
  await expect(inPanel).toHaveCount(4);
});

test('a debrief is kept, with what came late and whom nobody waited for', async ({ page }) => {
  await begin(page, 'AB, CD');
  await bring(page, fileOf('ab.json', AB));
  await page.getByRole('button', { name: 'Show the scores without CD' }).click();
  await expect(page.getByText('expected, not in: not waited for')).toBeVisible();
  await bring(page, fileOf('cd.json', CD));
  await expect(page.getByText('came in after the scores were shown')).toBeVisible();
  await page.getByRole('radio', { name: /^More evidence/ }).check();
  await page.getByLabel('Rationale').fill('Ask once more about access.');
  await page.getByRole('button', { name: 'Add a follow-up' }).click();
  await page.getByLabel('What', { exact: true }).fill('A second talk on permissions');
  await page.getByLabel('Who', { exact: true }).fill('AB');
  await page.reload();
  await expect(page.getByRole('radio', { name: /^More evidence/ })).toBeChecked();
  await expect(page.getByLabel('Rationale')).toHaveValue('Ask once more about access.');
  await expect(page.getByLabel('What', { exact: true })).toHaveValue('A second talk on permissions');
  await expect(scores(page)).toBeVisible();

  // As a file, into the list of another browser.
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as file' }).click(),
  ]);
  const path = await file.path();
  await page.getByRole('link', { name: 'All debriefs' }).click();
  await page.getByRole('button', { name: 'Delete: Debrief of C-17' }).click();
  await expect(page.getByText('Deleted: Debrief of C-17.')).toBeVisible();
  await page.getByLabel('Open a debrief’s file').setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"django-interview-guide/debrief","version":1,"debrief":{"id":1}}'),
  });
  await expect(
    page.getByText(/broken\.json: The debrief cannot be read: id: found 1; allowed: text\. Nothing was changed\./),
  ).toBeVisible();
  await page.getByLabel('Open a debrief’s file').setInputFiles(path);
  await page.getByRole('link', { name: 'Debrief of C-17' }).click();
  await expect(page.getByLabel('Rationale')).toHaveValue('Ask once more about access.');
});

test('the whole of it by keyboard, from scorecards that this browser keeps', async ({ page }) => {
  await page.goto('/kits/scorecards/');
  await page.getByLabel('Open files').setInputFiles([fileOf('two.json', AB, CD)]);
  await expect(page.getByText('two.json: 2 opened.')).toBeVisible();
  await page.getByRole('link', { name: 'side by side' }).press('Enter');
  await page.getByRole('button', { name: 'Begin a debrief' }).press('Enter');
  await page.getByLabel('Who is expected?').fill('ab, cd');
  await page.getByText('Take one that is saved in this browser').press('Enter');
  await page.getByRole('button', { name: 'Take in: C-17 · Technical interview, senior by AB' }).press('Enter');
  await page.getByRole('button', { name: 'Take in: C-17 · Technical interview, senior by CD' }).press('Enter');
  await expect(page.getByText('Everybody who is expected is in.')).toBeVisible();
  await page.getByRole('button', { name: 'Show the scores', exact: true }).press('Enter');
  await expect(scores(page)).toBeVisible();
  await page.getByRole('radio', { name: /^Hire/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^No hire/ })).toBeChecked();
});

test('the record prints on two sheets, complete, with room to sign, for a large panel too', PAPER, async ({ page }) => {
  const design = (name: string) =>
    cardBy(name, [], {
      id: `design-by-${name}`,
      kit: { ...AB.kit, stage: 'system-design' },
      rows: {
        operations: { score: 2, evidence: 'Ran it.' },
        'system-design': { score: 4, evidence: 'Drew it.' },
      },
    });
  await begin(page, 'AB, CD, EF, GH, IJ');
  await bring(page, fileOf('all.json', AB, CD, EF, cardBy('GH', [4, 1, 2, 3]), design('IJ'), design('AB')));
  await page.getByRole('button', { name: 'Show the scores', exact: true }).click();
  await page.getByRole('radio', { name: /^No hire/ }).check();
  await page.getByLabel('Rationale').fill('A second conversation on security did not change it. '.repeat(8));
  await expect(page.locator('figure svg')).toBeVisible();
  for (const paper of ['A4', 'Letter'] as const) {
    const sheets = await printPage(page, paper);
    expect(sheets).toHaveLength(2);
    const text = sheets.map(({ content }) => content.replaceAll(/\s+/g, ' '));
    expect(text[0]).toContain('Debrief of C-17 · debrief');
    expect(text[0]).toContain('Weighted mean');
    expect(text[1]).toMatch(/CD ?: No/);
    expect(text[1]).toContain('Agenda');
    expect(text[1]).toContain('A second conversation on security did not change it.');
    expect(text[1]).toContain('IJ, signature');
    expect(text.join(' ')).not.toContain('Open files');
  }
  // The marks take room of their own, and stand by what is printed.
  await page.emulateMedia({ media: 'print' });
  await markBlocks(page);
  expect(brokenBlocks(await printPage(page, 'A4'))).toEqual([]);
});
