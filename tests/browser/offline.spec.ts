import { rmSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';
import { parse } from 'node-html-parser';

import { builtPages, BUILDS } from '../built/site.ts';
import { CHANGED_PAGES, makeNextVersion, NEW_PAGE, NEW_TEXT } from './next-version.ts';
import { test as base } from './site-test.ts';
import { type Fault, SwitchableHost } from './switchable-host.ts';

const [ROOT] = BUILDS;
const QUESTION = 'questions/orm/select-related-or-prefetch-related/';

/** A host of its own for each test, which the test may stop. */
const test = base.extend<{ host: SwitchableHost }>({
  host: async ({}, use) => {
    const host = new SwitchableHost(ROOT.folder, ROOT.base);
    await host.start();
    await use(host);
    await host.stop();
  },
});

const heading = (page: Page) => page.locator('h1').first();
const kept = (page: Page) => page.getByText('This browser keeps the guide');
const keepButton = (page: Page) => page.getByRole('button', { name: 'Keep the guide offline' });

async function keep(page: Page, site: string): Promise<void> {
  await page.goto(`${site}offline/`);
  await keepButton(page).click();
  await expect(kept(page)).toBeVisible({ timeout: 60_000 });
}
async function cutNetwork(page: Page, host: SwitchableHost): Promise<void> {
  await host.stop();
  await page.context().setOffline(true);
}
const workers = (page: Page) =>
  page.evaluate(async () => [
    (await navigator.serviceWorker.getRegistrations()).length,
    (await caches.keys()).filter((name) => name.startsWith('guide ')).length,
  ]);

for (const build of BUILDS) {
  test(`kept once, all of the guide opens without a network ${build.name}`, async ({ page }) => {
    test.setTimeout(240_000);
    const host = new SwitchableHost(build.folder, build.base);
    await host.start();
    await keep(page, host.site);
    await cutNetwork(page, host);
    const origin = new URL(host.site).origin;
    const pages = builtPages(build);
    const wrong: string[] = [];
    for (const { address, root } of pages) {
      await page.goto(origin + address, { waitUntil: 'domcontentloaded' });
      const [wanted, shown] = [root.querySelector('h1')?.text, await heading(page).textContent()];
      if (parse(shown ?? '').text.trim() !== wanted?.trim()) wrong.push(`${address}: ${shown ?? 'nothing'}`);
    }
    expect(wrong).toEqual([]);
    expect(pages.length).toBeGreaterThan(250);

    // Search, with its program, index and excerpts.
    await page.goto(`${host.site}search/`);
    await page.locator('main').getByRole('searchbox').fill('select_related');
    await expect(page.locator('main site-search ol > li > a').first()).toHaveText(/select_related/);
    // Queries and other spellings of an address.
    await page.goto(`${host.site}questions/?level=mid`);
    await expect(heading(page)).toHaveText('Questions');
    await page.goto(`${host.site}topics/orm/index.html`);
    await expect(heading(page)).toHaveText('ORM');
    await page.goto(`${host.site}topics/orm`);
    await expect(heading(page)).toHaveText('ORM');
    // A kit is composed, and a meeting scored.
    await page.goto(`${host.site}kits/builder/`);
    await expect(page.locator('#parts + p strong')).toHaveText('60 of 60 minutes: it fits.');
    await page.goto(`${host.site}kits/scorecards/#kit=mid-interview-60`);
    await page.reload();
    await page.getByRole('button', { name: 'Start a scorecard' }).click();
    await expect(page.getByRole('timer', { name: 'Meeting' })).toBeVisible();
    // An exercise to hand out.
    const zip = await page.evaluate(async (site) => {
      const link = (await (await fetch(`${site}exercises/`)).text()).match(/exercises\/([\w-]+)\//)?.[1] ?? '';
      const html = await (await fetch(`${site}exercises/${link}/`)).text();
      const [, address = ''] = /href="([^"]+\.zip)"/.exec(html) ?? [];
      return new TextDecoder().decode((await (await fetch(address)).arrayBuffer()).slice(0, 2));
    }, host.site);
    expect(zip).toBe('PK');
    // What does not exist is said in the guide's own words, styled.
    const missing = await page.goto(`${host.site}topics/no-such-topic/`);
    expect(missing?.status()).toBe(404);
    await expect(heading(page)).toHaveText('Page not found');
    expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth && document.styleSheets.length)).toBe(1);
  });
}

test('nothing is kept until the reader asks, and the size that is shown is what is sent', async ({ page, host }) => {
  await page.goto(host.site);
  await page.goto(host.site + QUESTION);
  await page.goto(`${host.site}offline/`);
  await expect(keepButton(page)).toBeEnabled();
  expect(await workers(page)).toEqual([0, 0]);
  expect(host.asked.filter((path) => /sw\.js|notice\.js/.test(path))).toEqual([]);
  const said = async (term: string) =>
    Number.parseFloat((await page.locator('dt', { hasText: term }).locator('+ dd').textContent()) ?? '');
  const [megabytes, room] = [await said('To be fetched'), await said('Room it takes')];
  host.sent = 0;
  await keepButton(page).click();
  await expect(kept(page)).toBeVisible({ timeout: 60_000 });
  console.log(`offline: ${host.sent} bytes sent, “${megabytes} MB” said`);
  expect(Math.abs(host.sent / 1e6 - megabytes) / megabytes).toBeLessThan(0.03);
  const held = await page.evaluate(async () => {
    let bytes = 0;
    for (const name of (await caches.keys()).filter((key) => key.startsWith('guide version'))) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        bytes += (await (await cache.match(request))?.arrayBuffer())?.byteLength ?? 0;
      }
    }
    return bytes;
  });
  expect(Math.abs(held / 1e6 - room) / room).toBeLessThan(0.03);
});

test('a newer version is announced, and shows in every tab at once when the reader says so, not before', async ({
  page,
  host,
}) => {
  const next = makeNextVersion(ROOT.folder, ROOT.base);
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
  await expect(notice).toBeVisible({ timeout: 60_000 });
  // Only what changed came over the network, besides the worker and pages' own checks.
  expect(new Set(host.asked.filter((path) => path !== '/sw.js')).size).toBe(CHANGED_PAGES.length + 2);
  // The old version everywhere, whatever is loaded.
  for (const address of CHANGED_PAGES) {
    await page.goto(host.site + address);
    await expect(heading(page)).not.toContainText(NEW_TEXT);
  }
  expect(await page.evaluate(async (site) => (await fetch(`${site}data/catalogue.json`)).text(), host.site)).not.toContain(
    NEW_TEXT,
  );
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
  expect(await page.evaluate(async (site) => (await fetch(`${site}data/catalogue.json`)).text(), host.site)).toContain(
    NEW_TEXT,
  );
  // The old version takes no room any more.
  await expect.poll(async () => (await workers(page))[1]).toBe(2);
  rmSync(next, { recursive: true });
});

test('closing every tab is nobody’s word: the old version is still there afterwards', async ({ page, host }) => {
  const next = makeNextVersion(ROOT.folder, ROOT.base);
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
  rmSync(next, { recursive: true });
});

const FAULTS: readonly [fault: NonNullable<Fault> | 'mixed', words: RegExp][] = [
  ['die', /connection broke off/],
  ['error 500', /answered .* with an error \(500\)/],
  ['missing', /answered .* with an error \(404\)/],
  ['cut short', /in another version than the rest|connection broke off/],
  ['cut short, unnoticed', /in another version than the rest/],
  ['other bytes', /in another version than the rest/],
  ['mixed', /in another version than the rest/],
];
for (const [fault, words] of FAULTS) {
  test(`an update that meets “${fault}” leaves the old version whole, says so, and works when tried again`, async ({
    page,
    host,
  }) => {
    test.setTimeout(120_000);
    const next = makeNextVersion(ROOT.folder, ROOT.base);
    await keep(page, host.site);
    host.publish(next);
    const last = `/${CHANGED_PAGES.at(-1) ?? ''}index.html`;
    if (fault === 'mixed') host.stale = (path) => path === last;
    else host.fault = (path) => (path === last ? fault : undefined);
    await page.getByRole('button', { name: 'Look for a newer version' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('A newer version could not be fetched; the kept one is whole', { timeout: 60_000 });
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
    rmSync(next, { recursive: true });
  });
}
