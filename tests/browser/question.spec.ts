import { expect } from '@playwright/test';

import { TEMPLATES, test } from './site-test.ts';

test('the level filter shows one rung, is remembered, and shows all again', async ({ page }) => {
  await page.goto(TEMPLATES.question);
  const rung = (level: string) => page.locator(`.rung[data-level=${level}] .prose`);
  await expect(rung('junior')).toBeVisible();
  await page.getByRole('radio', { name: 'Senior' }).check({ force: true });
  await expect(rung('senior')).toBeVisible();
  await expect(rung('junior')).toBeHidden();
  // The other rungs keep their headings: the reader sees what is folded away.
  await expect(page.getByRole('heading', { name: 'Junior' })).toBeVisible();

  await page.goto('/questions/orm/lost-update/');
  await expect(page.getByRole('radio', { name: 'Senior' })).toBeChecked();
  await expect(rung('senior')).toBeVisible();
  await expect(rung('junior')).toBeHidden();
  await page.getByRole('radio', { name: 'All levels' }).check({ force: true });
  await expect(rung('junior')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'All levels' })).toBeChecked();
});

test('the whole question reads with JavaScript off', async ({ scriptless: page }) => {
  await page.goto(TEMPLATES.question);
  for (const name of ['Junior', 'Mid', 'Senior', 'Staff', 'Follow-ups', 'Scores', 'Red flags', 'Sources']) {
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
  await expect(page.getByRole('radio', { name: 'Senior' })).toBeDisabled();
});

test('the theme steps through system, light and dark, and is kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(TEMPLATES.question);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  expect(await background()).not.toBe(light);
  const dark = await background();
  await page.reload();
  expect(await background()).toBe(dark);
});

test('the first stop of the keyboard is the way past the navigation', async ({ page }) => {
  await page.goto(TEMPLATES.question);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('what a reader sees has its spaces between inline parts', async ({ page }) => {
  await page.goto(TEMPLATES.rubric);
  await expect(page.getByText('How to use it is in the rubric guide, what')).toBeVisible();
  await page.goto(TEMPLATES.question);
  await expect(page.getByText('Scenario · Database · Junior to staff · 8 minutes')).toBeVisible();
  await expect(page.locator('#common-answer + p')).toHaveText(
    'select_related for foreign keys, prefetch_related for many-to-many.',
  );
});
