import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';
import { parse } from 'yaml';

import type { TrainingData } from '../../src/bank/schemas/training.ts';
import { test } from './site-test.ts';

const ADDRESS = '/guides/reviewer-training/';
const pack = parse(readFileSync('content/training/orm--finding-n-plus-one.yaml', 'utf8')) as TrainingData;

/** The guide, read down to the pack: only then is the script loaded. */
async function open(page: Page) {
  await page.goto(ADDRESS);
  await page.getByRole('heading', { name: 'Score the pack' }).scrollIntoViewIfNeeded();
}

async function choose(page: Page) {
  await open(page);
  await page.getByLabel('Question').selectOption('orm/finding-n-plus-one');
  await expect(page.getByRole('heading', { name: `Answer A, for ${pack.answers[0]?.level}` })).toBeFocused();
}

test('answers are scored blind with the keyboard, kept, and compared with the key', async ({ page }) => {
  await choose(page);
  const text = (await page.locator('main').textContent()) ?? '';
  expect(text).not.toContain(pack.answers[0]?.reason.trim().slice(0, 60));
  for (const index of pack.answers.keys()) {
    // The same score for all: some are right, most are not.
    await page.getByRole('radio', { name: /^3 / }).focus();
    await page.keyboard.press('Space');
    if (index === 4) {
      // What was scored is still there on another day.
      await page.reload();
      await page.getByRole('heading', { name: 'Score the pack' }).scrollIntoViewIfNeeded();
      await page.getByLabel('Question').selectOption('orm/finding-n-plus-one');
      await expect(page.getByRole('heading', { name: /Answer F, for/ })).toBeVisible();
      continue;
    }
    const last = index + 1 === pack.answers.length;
    await page.getByRole('button', { name: last ? 'Compare with the key' : 'Next answer' }).focus();
    await page.keyboard.press('Enter');
  }
  const keyed = pack.answers.filter(({ score }) => score === 3).length;
  await expect(page.getByRole('status').filter({ hasText: 'key' })).toContainText(
    `You gave the key’s score to ${keyed} of ${pack.answers.length} answers`,
  );
  const rows = page.getByRole('region', { name: 'Your scores and the key' }).getByRole('row');
  await expect(rows).toHaveCount(pack.answers.length + 1);
  await page.getByRole('button', { name: 'Score them again' }).click();
  await expect(page.getByRole('heading', { name: /Answer A, for/ })).toBeVisible();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
});

test('an answer that cannot be loaded is said to be, and can be asked for again', async ({ page, complaints }) => {
  await open(page);
  await page.route('**/data/training/**', (route) => route.abort());
  await page.getByLabel('Question').selectOption('testing/flaky-test');
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  // The browser says so too.
  complaints.length = 0;
  await page.unroute('**/data/training/**');
  await page.getByLabel('Question').selectOption('');
  await page.getByLabel('Question').selectOption('testing/flaky-test');
  await expect(page.getByRole('heading', { name: /^Answer A/ })).toBeVisible();
});
