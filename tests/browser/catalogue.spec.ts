import { expect } from '@playwright/test';

import { test } from './site-test.ts';

const items = 'question-filter li';

test('filters narrow the list, live in the address and survive a reload', async ({ page }) => {
  await page.goto('/questions/');
  const all = await page.locator(`${items}:visible`).count();
  await page.locator('main').getByLabel('Topic').selectOption('orm');
  await page.locator('main').getByLabel('Level').selectOption('staff');
  await expect(page).toHaveURL(/\?topic=orm&level=staff$/);
  const some = await page.locator(`${items}:visible`).count();
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  await expect(page.locator('main').getByRole('status')).toHaveText(`${some} of ${all} questions`);
  await page.reload();
  await expect(page.locator('main').getByLabel('Topic')).toHaveValue('orm');
  await expect(page.locator(`${items}:visible`)).toHaveCount(some);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.locator(`${items}:visible`)).toHaveCount(all);
  await expect(page).toHaveURL(/\/questions\/$/);
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

test('lists everything with JavaScript off, and no filter that would not work', async ({ scriptless: page }) => {
  await page.goto('/questions/');
  expect(await page.locator(`${items}:visible`).count()).toBeGreaterThanOrEqual(40);
  await expect(page.locator('main').getByLabel('Topic')).toBeHidden();
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
