import { expect, type Page } from '@playwright/test';

import { CHROMIUM_ONLY } from './chromium-only.ts';
import { CHANGED_PAGES, NEW_PAGE, NEW_TEXT } from './next-version.ts';
import { cutNetwork, heading, keep, QUESTION, test, traces } from './offline-test.ts';
import type { Fault } from './switchable-host.ts';

test.skip(({ browserName }) => browserName !== 'chromium', CHROMIUM_ONLY['@worker']);
// A thousand files are fetched before most of them begin.
test.describe.configure({ timeout: 120_000 });

/** Whether data that a page asks for are of the next version. */
const hasNewData = (page: Page, site: string) =>
  page.evaluate(
    async ([address, text]) => (await (await fetch(`${address}data/catalogue.json`)).text()).includes(text),
    [site, NEW_TEXT] as const,
  );

test('a newer version is announced, and shows in every tab at once when the reader says so, not before', async ({
  page,
  host,
  next,
}) => {
  await keep(page, host.site);
  const changed = () => page.goto(host.site + QUESTION);
  await changed();
  const other = await page.context().newPage();
  await other.goto(`${host.site}kits/builder/`);
  const typing = await page.context().newPage();
  await typing.goto(`${host.site}kits/scorecards/#kit=mid-interview-60`);
  await typing.getByRole('button', { name: 'Start a scorecard' }).click();
  await typing.getByLabel('Candidate (a code or initials)').fill('K7');

  host.publish(next);
  host.asked.length = 0;
  await changed();
  const notice = page.getByRole('status').filter({ hasText: 'A newer version of the guide is ready' });
  await expect(notice).toBeInViewport({ timeout: 60_000 });
  // Only what changed came over the network, besides the worker and pages' own checks.
  expect(new Set(host.asked.filter((path) => path !== '/sw.js')).size).toBe(CHANGED_PAGES.length + 2);
  // The old version everywhere, whatever is loaded.
  for (const address of CHANGED_PAGES) {
    await page.goto(host.site + address);
    await expect(heading(page)).not.toContainText(NEW_TEXT);
  }
  expect(await hasNewData(page, host.site)).toBe(false);
  // Put off, it is not said again in this tab, but on the page about it.
  await notice.getByRole('button', { name: 'Later' }).click();
  await changed();
  await expect(heading(page)).toBeVisible();
  await expect(notice).toBeHidden();

  await expect(other.getByText('A newer version of the guide is ready')).toBeVisible();
  await other.getByRole('button', { name: 'Show it' }).click();
  await expect(heading(other)).toContainText(NEW_TEXT);
  await expect(heading(page)).toContainText(NEW_TEXT);
  await expect(typing.getByLabel('Candidate (a code or initials)')).toHaveValue('K7');
  await cutNetwork(page, host);
  for (const address of [...CHANGED_PAGES, NEW_PAGE]) {
    await page.goto(host.site + address);
    await expect(heading(page)).toContainText(NEW_TEXT);
  }
  expect(await hasNewData(page, host.site)).toBe(true);
  // The old version takes no room any more, once no tab is left that came from it.
  await Promise.all([typing.close(), other.close()]);
  await changed();
  await expect.poll(async () => (await traces(page)).caches).toBe(2);
});

test('closing every tab is nobody’s word: the old version is still there afterwards', async ({ page, host, next }) => {
  const context = page.context();
  await keep(page, host.site);
  host.publish(next);
  await page.getByRole('button', { name: 'Look for a newer version' }).click();
  await expect(page.getByText('A newer version is ready')).toBeVisible({ timeout: 60_000 });
  await page.close();
  await cutNetwork(page, host);
  const later = await context.newPage();
  await expect(async () => {
    await later.goto(host.site + QUESTION);
    // By now the browser has put the newer worker in charge.
    expect(await later.evaluate(async () => (await navigator.serviceWorker.ready).waiting === null)).toBe(true);
  }).toPass();
  await expect(heading(later)).not.toContainText(NEW_TEXT);
  await later.getByRole('button', { name: 'Show it' }).click();
  await expect(heading(later)).toContainText(NEW_TEXT);
});

const FAULTS: readonly [fault: NonNullable<Fault> | 'mixed', words: RegExp][] = [
  ['die', /connection broke off/],
  ['error 500', /answered .* with an error \(500\)/],
  ['missing', /answered .* with an error \(404\)/],
  ['cut short', /connection broke off/],
  ['cut short, unnoticed', /in another version than the rest/],
  ['other bytes', /in another version than the rest/],
  ['mixed', /in another version than the rest/],
];
for (const [fault, words] of FAULTS) {
  test(`an update that meets “${fault}” leaves the old version whole, says so, and works when tried again`, async ({
    page,
    host,
    next,
  }) => {
    test.setTimeout(120_000);
    await keep(page, host.site);
    host.publish(next);
    const last = `/${CHANGED_PAGES.at(-1) ?? ''}index.html`;
    if (fault === 'mixed') host.stale = (path) => path === last;
    else host.fault = (path) => (path === last ? fault : undefined);
    await page.getByRole('button', { name: 'Look for a newer version' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('A newer version could not be fetched; the kept one is whole', {
      timeout: 60_000,
    });
    await expect(alert).toContainText(words);
    console.log(`offline: ${fault}: ${(await alert.textContent()) ?? ''}`);

    await cutNetwork(page, host);
    for (const address of [...CHANGED_PAGES, 'search/', 'topics/testing/']) {
      await page.goto(host.site + address);
      await expect(heading(page)).toBeVisible();
      await expect(heading(page)).not.toContainText(NEW_TEXT);
    }
    // What went wrong is still said on the page about it.
    await page.goto(`${host.site}offline/`);
    await expect(alert).toContainText(words);

    host.fault = () => undefined;
    host.stale = () => false;
    await host.start();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Show the newer version' }).click({ timeout: 60_000 });
    await expect(page.getByText('A newer version is ready')).toBeHidden();
    await page.goto(host.site + QUESTION);
    await expect(heading(page)).toContainText(NEW_TEXT);
  });
}

test('a tab that stays behind goes on with the version it came from', async ({ page, host, next }) => {
  await keep(page, host.site);
  await page.goto(`${host.site}kits/builder/`);
  const behind = await page.context().newPage();
  await behind.goto(`${host.site}kits/builder/`);
  // Something on it is not saved, and the reader stays.
  await behind.locator('main').getByRole('combobox', { name: 'Level' }).selectOption('senior');
  await behind.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
  behind.on('dialog', (dialog) => void dialog.dismiss());
  host.publish(next);
  await page.goto(host.site + QUESTION);
  const asked = behind.waitForEvent('dialog');
  await page.getByRole('button', { name: 'Show it' }).click({ timeout: 60_000 });
  await asked;
  await expect(heading(page)).toContainText(NEW_TEXT);
  await cutNetwork(page, host);
  await expect(heading(behind)).not.toContainText(NEW_TEXT);
  expect(await hasNewData(behind, host.site)).toBe(false);
  expect(await hasNewData(page, host.site)).toBe(true);
  // Once it is gone, so is the old version.
  await behind.close({ runBeforeUnload: false });
  await page.reload();
  await page.goto(host.site + QUESTION);
  await expect.poll(async () => (await traces(page)).caches).toBe(2);
});

test('a page that only the host has comes from there, with all that belongs to it', async ({ page, host, next }) => {
  await keep(page, host.site);
  host.publish(next);
  // The update never arrives; the reader follows a link to what is new.
  host.fault = (path) => (path === '/sw.js' ? 'error 500' : undefined);
  await page.goto(host.site + NEW_PAGE);
  await expect(heading(page)).toContainText(NEW_TEXT);
  expect(await hasNewData(page, host.site)).toBe(true);
  await page.goto(host.site + QUESTION);
  await expect(heading(page)).not.toContainText(NEW_TEXT);
  expect(await hasNewData(page, host.site)).toBe(false);
});

test('a newer version that has been overtaken is never shown; a host that goes back takes its offer back', async ({
  page,
  host,
  next,
}) => {
  const first = host.folder;
  await keep(page, host.site);
  const look = page.getByRole('button', { name: 'Look for a newer version' });
  const ready = page.getByText('A newer version is ready');
  host.publish(next);
  await look.click();
  await expect(ready).toBeVisible({ timeout: 60_000 });
  host.publish(first);
  await look.click();
  await expect(page.getByText('This is the newest version that the host has.')).toBeVisible();
  await expect(ready).toBeHidden();
  await page.goto(host.site + QUESTION);
  await expect(heading(page)).not.toContainText(NEW_TEXT);
});
