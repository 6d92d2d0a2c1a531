import { expect } from '@playwright/test';

import { printPage } from './pdf.ts';
import { test } from './site-test.ts';

const N_PLUS_ONE = '/questions/orm/select-related-or-prefetch-related/';
const DOUBLE_COUNT = '/questions/orm/double-count-in-annotations/';
const DEADLOCK = '/questions/database/deadlocks-under-load/';

/** Text without spaces: a PDF splits words at ligatures and lines. */
const squash = (text: string) => text.replaceAll(/\s+/g, '');

test('the strip says what happened, and opens to it without JavaScript', async ({ scriptless: page }) => {
  await page.goto(N_PLUS_ONE);
  const [before, after] = [page.locator('.sample').nth(0), page.locator('.sample').nth(1)];
  await expect(before.locator('summary')).toHaveText(/^11 queries · Django 5\.2\.\d+ · PostgreSQL \d+/);
  await expect(after.locator('summary')).toHaveText(/^2 queries · /);
  await expect(before.getByText('FROM "shop_order"')).toBeHidden();
  await before.locator('summary').click();
  await expect(before.getByText('FROM "shop_order"')).toBeVisible();
  await expect(before.getByText('× 5, with other values').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy code' })).toHaveCount(0);
});

test('the strip opens and closes by keyboard', async ({ page }) => {
  await page.goto(DEADLOCK);
  const sample = page.locator('.sample').first();
  await sample.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(sample.getByText('waits for Boris')).toBeVisible();
  await expect(sample.getByText('OperationalError: deadlock detected')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(sample.getByText('waits for Boris')).toBeHidden();
});

test('the button copies the code alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(N_PLUS_ONE);
  await page.getByRole('button', { name: 'Copy code' }).first().click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'orders = Order.objects.order_by("-pk")[:50]\nprint_orders(orders)',
  );
  await expect(page.getByRole('button', { name: 'Copied' })).toHaveCount(0);
});

test('paper has the line, and the SQL where its author asks for it', async ({ page }) => {
  const print = async (address: string) => {
    await page.goto(address, { waitUntil: 'networkidle' });
    return squash((await printPage(page, 'A4')).map((sheet) => sheet.content).join(' '));
  };
  const quiet = await print(N_PLUS_ONE);
  expect(quiet).toContain(squash('11 queries · Django'));
  expect(quiet).not.toContain(squash('FROM "shop_orderline"'));
  const asked = await print(DOUBLE_COUNT);
  expect(asked).toContain(squash('LEFT OUTER JOIN "shop_orderline"'));
  // What it printed on the screen stays folded.
  expect(asked).not.toContain(squash('Prints'));
});

test('the page about checking says how many samples ran, on what, and when', async ({ page }) => {
  await page.goto('/about/#samples');
  const facts = page.locator('#samples ~ .facts').first();
  await expect(facts).toContainText(/Samples\s*\d{2,} with \d{2,} blocks/);
  await expect(facts).toContainText(/Queries recorded\s*\d{3,}/);
  await expect(facts).toContainText(/Last run\s*\d{4}-\d{2}-\d{2}/);
  await expect(facts).toContainText(/Python 3\.\d+, Django 5\.2\.\d+, .*PostgreSQL \d+/);
});
