import { expect } from '@playwright/test';

import { test } from './site-test.ts';

const ABOUT = '?level=senior&role=generalist&stage=technical-interview';

test('the sheet follows level, role and stage, and keeps them in the address', async ({ page }) => {
  await page.goto('/rubric/');
  const anchor = page
    .getByRole('group', { name: /^Score for/ })
    .locator('label')
    .first();
  const before = await anchor.textContent();
  await page.locator('main').getByRole('combobox', { name: 'Level' }).selectOption('senior');
  await expect(anchor).not.toHaveText(before ?? '');
  await expect(page).toHaveURL(/level=senior/);
  const rows = () => page.locator('h2 .meta').allTextContents();
  const shares = await rows();
  await page.locator('main').getByRole('combobox', { name: 'Role focus' }).selectOption({ index: 1 });
  expect(await rows()).not.toEqual(shares);
  const address = page.url();
  await page.goto(address);
  await expect(page.locator('main').getByRole('combobox', { name: 'Level' })).toHaveValue('senior');
});

test('scores count with evidence only; a bar that is not met outweighs everything', async ({ page }) => {
  await page.goto(`/rubric/${ABOUT}`);
  await expect(page.locator('main').getByRole('combobox', { name: 'Level' })).toBeEnabled();
  const status = page.locator('main').getByRole('status');
  await expect(status).toContainText('Weighted mean: none yet, from 0 % of the weight.');
  const groups = page.getByRole('group', { name: /^Score for/ });
  const count = await groups.count();
  for (let index = 0; index < count; index += 1) {
    await groups.nth(index).getByRole('radio').nth(3).check();
  }
  await expect(status).toContainText('none yet, from 0 %');
  await expect(status).toContainText('Left out for want of evidence:');
  const notes = page.locator('main').getByLabel('Evidence');
  for (let index = 0; index < count; index += 1) await notes.nth(index).fill('Predicted the queries.');
  await expect(status).toContainText('Weighted mean: 4.00 of 4, from 100 % of the weight.');
  const meets = await status.textContent();
  await page.getByRole('group', { name: 'Score for Security' }).getByRole('radio').nth(0).check();
  await expect(status).toContainText('not met');
  expect(await status.textContent()).not.toBe(meets);
});

test('the recommendation is required, apart from the scores, and asks for its reason', async ({ page }) => {
  await page.goto(`/rubric/${ABOUT}`);
  await expect(page.getByText('Still to choose')).toBeVisible();
  const call = page.getByRole('group', { name: 'Your recommendation' }).getByRole('radio');
  await expect(call).toHaveCount(4);
  expect(await call.evaluateAll((all) => all.filter((one) => (one as HTMLInputElement).checked).length)).toBe(0);
  await expect(page.locator('main').getByRole('combobox', { name: 'Level' })).toBeEnabled();
  await call.nth(2).check();
  await expect(page.getByText('Still to write')).toBeVisible();
  await page.locator('main').getByLabel('Rationale').fill('Two of three designs held.');
  await expect(page.getByText('Still to write')).toBeHidden();
});

test('changing the stage loses no note, and leaving with notes asks first', async ({ page }) => {
  await page.goto(`/rubric/${ABOUT}`);
  await expect(page.locator('main').getByRole('combobox', { name: 'Level' })).toBeEnabled();
  // A browser asks only those who did something themselves.
  await page.locator('main').getByLabel('Evidence').first().pressSequentially('Named the index.');
  await page.locator('main').getByRole('combobox', { name: 'Stage' }).selectOption('system-design');
  await page.locator('main').getByRole('combobox', { name: 'Stage' }).selectOption('technical-interview');
  await expect(page.locator('main').getByLabel('Evidence').first()).toHaveValue('Named the index.');
  const asked = page.waitForEvent('dialog');
  const leaving = page.goto('/').catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await leaving;
});

test('an empty sheet is complete without JavaScript', async ({ scriptless: page }) => {
  await page.goto('/rubric/');
  await expect(page.getByRole('group', { name: 'Score for Security' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your recommendation' })).toBeVisible();
});
