import { expect } from '@playwright/test';

import { test } from './site-test.ts';

const ABOUT = '/about/';

test('the age of each check is that of the day on which the page is read', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2027-03-02T09:00:00Z'));
  await page.goto(ABOUT);
  const checked = page.locator('check-ages td:last-child');
  await expect(checked.first()).toHaveText(/^\s*2026-11-2\d\s*3 months ago\s*$/);
  await expect(page.getByText('None is due today.')).toBeVisible();
});

test('a check past twelve months is marked, and counted', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2027-12-01T09:00:00Z'));
  await page.goto(ABOUT);
  const checked = page.locator('check-ages td:last-child');
  const count = await checked.count();
  await expect(checked.first()).toHaveText(/^\s*2026-11-2\d\s*12 months ago\s*due again\s*$/);
  await expect(page.getByText(`${count} of those below are due today.`)).toBeVisible();
});

test('the questions whose sources moved are named, with the version and the current ones', async ({ page }) => {
  await page.goto(ABOUT);
  const moved = page.locator('#moved ~ ul').first().getByRole('listitem');
  await expect(moved.first()).toContainText(/read in Django 6\.0; current: 5\.2 and 6\.1\s*$/);
  await expect(page.locator('#versions ~ dl').first()).toContainText('5.2 and 6.1');
});

test('without scripts the days stand there, and nothing else', async ({ scriptless: page }) => {
  await page.goto(ABOUT);
  await expect(page.locator('check-ages td:last-child').first()).toHaveText(/^\s*2026-11-2\d\s*$/);
  await expect(page.locator('.check-ages-due')).toBeEmpty();
});
