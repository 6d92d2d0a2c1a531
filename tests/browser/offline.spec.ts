import { expect } from '@playwright/test';
import { parse } from 'node-html-parser';

import { builtPages, BUILDS } from '../built/site.ts';
import { CHROMIUM_ONLY } from './chromium-only.ts';
import { cutNetwork, heading, keep, keepButton, kept, QUESTION, test, traces } from './offline-test.ts';
import { SwitchableHost } from './switchable-host.ts';

test.skip(({ browserName }) => browserName !== 'chromium', CHROMIUM_ONLY['@worker']);
// A thousand files are fetched before most of them begin.
test.describe.configure({ timeout: 120_000 });

for (const build of BUILDS) {
  test(`kept once, all of the guide opens without a network ${build.name}`, async ({ page, complaints }) => {
    test.setTimeout(240_000);
    const host = new SwitchableHost(build.folder, build.base);
    await host.start();
    await keep(page, host.site);
    await cutNetwork(page, host);
    const { origin } = new URL(host.site);
    const pages = builtPages(build);
    expect(pages.length).toBeGreaterThan(250);
    const left = [...pages];
    const wrong: string[] = [];
    const open = async () => {
      const tab = await page.context().newPage();
      for (let next = left.shift(); next; next = left.shift()) {
        await tab.goto(origin + next.address, { waitUntil: 'commit' });
        const shown = (await heading(tab).textContent()) ?? '';
        const wanted = next.root.querySelector('h1')?.text ?? 'a heading';
        if (parse(shown).text.trim() !== parse(wanted).text.trim()) wrong.push(`${next.address}: ${shown}`);
      }
      await tab.close();
    };
    await Promise.all(Array.from({ length: 4 }, open));
    expect(wrong).toEqual([]);

    // Search, with its program, index and excerpts.
    await page.goto(`${host.site}search/`);
    await page.locator('main').getByRole('searchbox').fill('select_related');
    await expect(page.locator('main site-search ol > li > a').first()).toHaveAttribute('href', new RegExp(QUESTION));
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
    // The browser's own word for that status.
    expect(complaints.splice(0)).toEqual([
      'console: Failed to load resource: the server responded with a status of 404 ()',
    ]);
  });
}

test('nothing is kept until the reader asks, and the size that is shown is what is sent', async ({ page, host }) => {
  await page.goto(host.site);
  await page.goto(host.site + QUESTION);
  await page.goto(`${host.site}offline/`);
  await expect(keepButton(page)).toBeEnabled();
  expect(await traces(page)).toEqual({ workers: 0, caches: 0 });
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

test('removed, it is gone, says how much that was, and can be kept again', async ({ page, host }) => {
  await keep(page, host.site);
  // From a page that the kept version answers.
  await page.reload();
  await expect(kept(page)).toBeVisible();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(
    page.getByText(/^Removed: \d{3,} files, \d+ MB\. The guide comes from the network again\./),
  ).toBeVisible();
  expect(await traces(page)).toEqual({ workers: 0, caches: 0 });
  // The very page goes on without it, and so does the next.
  host.asked.length = 0;
  await page.evaluate(async (site) => fetch(`${site}data/rubric.json`, { cache: 'no-store' }), host.site);
  await page.goto(host.site + QUESTION);
  expect(host.asked).toContain('/data/rubric.json');
  expect(host.asked).toContain(`/${QUESTION}index.html`);
  expect(await traces(page)).toEqual({ workers: 0, caches: 0 });
  await keep(page, host.site);
  await cutNetwork(page, host);
  await page.goto(host.site + QUESTION);
  await expect(heading(page)).toBeVisible();
});

test('kept again from the page it was removed on, it is whole', async ({ page, host }) => {
  await keep(page, host.site);
  await page.reload();
  await page.getByRole('button', { name: 'Remove' }).click();
  await keepButton(page).click();
  await expect(kept(page)).toBeVisible({ timeout: 60_000 });
  await cutNetwork(page, host);
  await page.goto(host.site + QUESTION);
  await expect(heading(page)).toBeVisible();
});

test('the first fetch can be stopped, and leaves nothing', async ({ page, host }) => {
  await page.goto(`${host.site}offline/`);
  host.fault = (path) => (path.startsWith('/pagefind/') ? 'no answer' : undefined);
  await keepButton(page).click();
  await expect(page.getByText(/\d+ of \d+ files/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(keepButton(page)).toBeEnabled();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect.poll(() => traces(page)).toEqual({ workers: 0, caches: 0 });
});

test('a first fetch that breaks off keeps nothing, says why, and goes on where it stopped', async ({ page, host }) => {
  await page.goto(`${host.site}offline/`);
  await expect(keepButton(page)).toBeEnabled();
  host.fault = (path) => (path === '/syllabus/index.html' ? 'die' : undefined);
  await keepButton(page).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The guide could not be kept. The connection broke off', { timeout: 60_000 });
  await expect(kept(page)).toBeHidden();
  host.fault = () => undefined;
  await host.start();
  host.asked.length = 0;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(kept(page)).toBeVisible({ timeout: 60_000 });
  await expect(alert).toBeHidden();
  expect(host.asked).toContain('/syllabus/index.html');
  expect(host.asked).not.toContain('/about/index.html');
});

test('without room for it, that is said, and the room is given back', async ({ page, host }) => {
  await page.goto(`${host.site}offline/`);
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(host.site);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 3_000_000 });
  await keepButton(page).click();
  await expect(page.getByRole('alert')).toContainText('This browser has no room left', { timeout: 60_000 });
  // Only the note of it is left.
  await expect.poll(() => traces(page)).toEqual({ workers: 0, caches: 1 });
  await expect(page.getByRole('button', { name: 'Delete what was fetched' })).toBeHidden();
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(kept(page)).toBeVisible({ timeout: 60_000 });
});

test('what a browser lacks is said in place of the offer', async ({ page, host }) => {
  const offer = () => page.locator('main').getByRole('button');
  await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
  await page.goto(`${host.site}offline/`);
  await expect(page.getByText('not served over https')).toBeVisible();
  await expect(offer()).toHaveCount(0);

  const unable = await page.context().newPage();
  await unable.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await unable.goto(`${host.site}offline/`);
  await expect(unable.getByText('cannot keep sites for offline use')).toBeVisible();

  const blocked = await page.context().newPage();
  await blocked.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('Not here.', 'SecurityError'));
  });
  await blocked.goto(`${host.site}offline/`);
  await keepButton(blocked).click();
  await expect(blocked.getByText('It could not be started')).toBeVisible();
  await expect(keepButton(blocked)).toBeEnabled();
});

test('a host that does not say how large it is offers nothing until it does', async ({ page, host, complaints }) => {
  host.fault = (path) => (path === '/offline.json' ? 'error 500' : undefined);
  await page.goto(`${host.site}offline/`);
  await expect(page.getByText('The host did not say how large the guide is')).toBeVisible();
  await expect(keepButton(page)).toBeHidden();
  host.fault = () => undefined;
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(keepButton(page)).toBeEnabled();
  expect(complaints.splice(0)).toHaveLength(1);
});

test('it can be installed', async ({ page, host }) => {
  await page.goto(host.site);
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? '{}') as {
    name: string;
    start_url: string;
    icons: { src: string; sizes: string }[];
  };
  expect(manifest).toMatchObject({ name: 'Django interview guide', start_url: '/', scope: '/' });
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // The tests' browser profile is a private one, and nothing else speaks against it.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  for (const { src, sizes } of manifest.icons.filter(({ sizes }) => sizes !== 'any')) {
    const drawn = await page.evaluate(async (address) => {
      const image = await createImageBitmap(await (await fetch(address)).blob());
      return `${image.width}x${image.height}`;
    }, src);
    expect(drawn).toBe(sizes);
  }
});
