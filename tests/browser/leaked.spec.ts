import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';

import { findViolations } from './axe.ts';
import type { ChromiumOnly } from './chromium-only.ts';
import { test } from './site-test.ts';

const ADDRESS = { tag: '@address-while-testing' satisfies ChromiumOnly };

const BUILDER = '/kits/builder/';
const KIT = '/kits/mid-interview-60/';
const asked = (page: Page) => page.locator('.builder-plan ol a').allTextContents();
const verdict = (page: Page) => page.locator('#parts + p strong');
const panel = (page: Page) => page.getByRole('region', { name: 'Your leaked questions' });
const listed = (page: Page) => panel(page).getByRole('listitem');

async function open(page: Page, fragment = '') {
  await page.goto(`${BUILDER}${fragment}`);
  await expect(verdict(page)).toBeVisible();
}
const openPanel = (page: Page) => page.getByText(/^Your leaked questions/).click();

/** Marks the first question of a proposed kit, and returns the kit before and after. */
async function markFirst(page: Page) {
  const before = await asked(page);
  await page
    .getByRole('button', { name: /^Mark as leaked: / })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Marked as leaked\. Swapped for: /)).toBeVisible();
  return { before, after: await asked(page) };
}

test('a question that is marked gives way to a parallel one, by keyboard, and comes back with Undo', async ({
  page,
}) => {
  await open(page);
  const kinds = page.locator('.builder-plan li[data-question] .meta.block');
  const [kind] = await kinds.allTextContents();
  const { before, after } = await markFirst(page);
  expect(after[0]).not.toBe(before[0]);
  expect(after.slice(1)).toEqual(before.slice(1));
  await expect(kinds.first()).toHaveText(kind ?? '');
  await expect(verdict(page)).toHaveText('60 of 60 minutes: it fits.');
  // The keyboard stays at the question that took its place.
  await expect(page.locator(':focus')).toHaveAttribute('aria-label', `Mark as leaked: ${after[0] ?? ''}`);
  await expect(page.getByText('Your leaked questions (1)')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await asked(page)).toEqual(before);
  await expect(page.getByText('Your leaked questions', { exact: true })).toBeVisible();
});

test('the list is kept, and no kit is composed of it any more', async ({ page }) => {
  await open(page);
  const { before } = await markFirst(page);
  const leaked = before[0] ?? '';
  await open(page);
  expect(await asked(page)).not.toContain(leaked);
  for (const form of ['B', 'C', 'D', 'A']) {
    await page.getByLabel('Form', { exact: true }).fill(form);
    await page.getByLabel('Form', { exact: true }).blur();
    expect(await asked(page)).not.toContain(leaked);
  }
  await page.getByRole('searchbox').fill(leaked.split(' ').slice(0, 6).join(' '));
  await expect(page.getByRole('button', { name: `Add: ${leaked}` })).toHaveCount(0);
  await openPanel(page);
  await expect(listed(page)).toHaveCount(1);
  await expect(listed(page)).toContainText(leaked);
  await page.getByRole('button', { name: `Take off the list: ${leaked}` }).focus();
  await page.keyboard.press('Enter');
  await expect(listed(page)).toHaveCount(0);
  // The keyboard goes on where the way back is.
  await expect(page.getByRole('button', { name: 'Put back' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(listed(page)).toHaveCount(1);
});

test('another tab sees the list at once', async ({ page, context }) => {
  await open(page);
  await openPanel(page);
  await expect(page.getByText('Nothing is on the list.')).toBeVisible();
  const other = await context.newPage();
  await open(other);
  await other
    .getByRole('button', { name: /^Mark as leaked: / })
    .first()
    .click();
  await expect(listed(page)).toHaveCount(1);
  // The same kit is open here: it is told, and not changed behind the person's back.
  await expect(page.getByText('On your list of leaked questions:')).toBeVisible();
  await page.getByRole('button', { name: 'Swap for parallel questions' }).click();
  await expect(page.getByText('On your list of leaked questions:')).toBeHidden();
  expect(await asked(page)).toEqual(await asked(other));
});

test('a ready-made kit that asks a leaked question offers itself with a parallel one', async ({ page, context }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
  await page.goto(KIT, { waitUntil: 'networkidle' });
  const notice = page.locator('leaked-notice');
  await expect(notice).toBeEmpty();
  expect(scripts.filter((path) => path.includes('catalogue'))).toEqual([]);
  const title = (await page.locator('#schedule ~ table a').first().textContent())?.trim() ?? '';
  const id = (await page.locator('#schedule ~ table a').first().getAttribute('href'))?.slice(1).replace('-', '/') ?? '';

  const other = await context.newPage();
  await open(other);
  await openPanel(other);
  await other.getByLabel(/^Ids or addresses/).fill(`https://example.org/questions/${id}/`);
  await other.getByRole('button', { name: 'Add to the list' }).click();
  await expect(other.getByText('Added one question.')).toBeVisible();

  await expect(notice).toContainText('On your list of leaked questions:');
  await expect(notice.getByRole('listitem')).toHaveText([title]);
  await page.getByRole('link', { name: 'Score on screen' }).click();
  await expect(page.getByText('On your list of leaked questions:')).toBeVisible();
  await expect(page.getByRole('status').getByRole('listitem')).toHaveText([title]);
  await page.goBack();
  await notice.getByRole('link', { name: 'Open in the builder with parallel questions' }).click();
  await expect(verdict(page)).toHaveText('60 of 60 minutes: it fits.');
  expect(await asked(page)).not.toContain(title);
  await expect(page.getByText('On your list of leaked questions:')).toBeHidden();
});

test('a question that no other can stand for stays, marked', async ({ page }) => {
  await open(
    page,
    '#v=1&level=mid&role=generalist&stage=technical-interview&minutes=30&seed=A&parts=3.5.2&ask=database/three-hundred-million-rows.20',
  );
  const before = await asked(page);
  await page.getByRole('button', { name: /^Mark as leaked: / }).click();
  await expect(page.getByText(/^Marked as leaked\. No parallel question is left for: /)).toBeVisible();
  expect(await asked(page)).toEqual(before);
  await expect(page.locator('li[data-question]')).toContainText('Leaked');
  await expect(page.getByText('On your list of leaked questions:')).toBeVisible();
  await page.getByRole('button', { name: /^Not leaked: / }).click();
  await expect(page.getByText('On your list of leaked questions:')).toBeHidden();
});

test('the list goes into a file and comes from one; what is broken leaves it as it was', async ({ page }) => {
  await open(page);
  await openPanel(page);
  const field = page.getByLabel(/^Ids or addresses/);
  await field.fill('orm/lost-update, /questions/drf/slow-serializer/\norm/nowhere');
  await page.getByRole('button', { name: 'Add to the list' }).click();
  await expect(page.getByText('Added 2 questions. Not in the bank: orm/nowhere.')).toBeVisible();
  // What was not understood is still there to be mended.
  await expect(field).toHaveValue('orm/nowhere');
  await expect(listed(page)).toHaveCount(2);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the list as file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('leaked-questions.json');
  const saved = readFileSync(await download.path(), 'utf8');
  const give = (content: string) =>
    page
      .getByLabel('Add from a file')
      .setInputFiles({ name: 'team.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  for (const [content, problem] of [
    [saved.slice(0, 60), 'The file is not JSON.'],
    [saved.replace('orm/lost-update', '<img src=x onerror=alert(1)>'), 'The file’s question 2 has no id'],
    ['{"format":"django-interview-guide/kit","version":1}', 'The file is not a list of leaked questions'],
  ] as const) {
    await give(content);
    await expect(panel(page).getByRole('status')).toContainText(problem);
    await expect(panel(page).getByRole('status')).toContainText('Your list is as it was.');
    await expect(listed(page)).toHaveCount(2);
  }
  await page
    .getByRole('button', { name: /^Take off the list: / })
    .first()
    .click();
  await give(saved);
  await expect(page.getByText('Opened team.json. Added one question; 1 stood there already.')).toBeVisible();
  await expect(listed(page)).toHaveCount(2);
});

test('where the browser keeps nothing, the list lives as long as the page, and that is said', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await open(page);
  const { before, after } = await markFirst(page);
  expect(after[0]).not.toBe(before[0]);
  await openPanel(page);
  await expect(panel(page).getByRole('alert')).toContainText('does not let the page keep anything');
  await expect(listed(page)).toHaveCount(1);
});

test('the list and the notices are accessible in both themes, and fit 320 px', ADDRESS, async ({ page }) => {
  // Six audits of whole pages.
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page);
  await markFirst(page);
  await openPanel(page);
  await page.getByLabel(/^Ids or addresses/).fill('database/three-hundred-million-rows');
  await page.getByRole('button', { name: 'Add to the list' }).click();
  const asks =
    '#v=1&level=mid&role=generalist&stage=technical-interview&minutes=30&seed=A&parts=3.5.2&ask=database/three-hundred-million-rows.20';
  for (const address of [`${BUILDER}${asks}`, `/kits/scorecards/${asks}`, KIT]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto('/404.html');
      if (address === KIT) {
        await page.evaluate(() => localStorage.setItem('django-interview-guide/leaked/orm/finding-n-plus-one', '{}'));
      }
      await page.goto(address);
      await expect(page.getByText('On your list of leaked questions:')).toBeVisible();
      if (address.startsWith(BUILDER)) {
        await openPanel(page);
        await expect(listed(page)).toHaveCount(2);
      }
      expect(await findViolations(page), colorScheme).toEqual([]);
      const width = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(width, `pixels beyond the right edge of ${address}`).toBeLessThanOrEqual(0);
    }
  }
});
