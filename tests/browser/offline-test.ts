import { rmSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';

import { BUILDS } from '../built/site.ts';
import { makeNextVersion } from './next-version.ts';
import { test as base } from './site-test.ts';
import { SwitchableHost } from './switchable-host.ts';

const [ROOT] = BUILDS;
export const QUESTION = 'questions/orm/select-related-or-prefetch-related/';

/** A host of its own for each test, which the test may stop; and a later build, for it to publish. */
export const test = base.extend<{ host: SwitchableHost; next: string }>({
  host: async ({}, use) => {
    const host = new SwitchableHost(ROOT.folder, ROOT.base);
    await host.start();
    await use(host);
    await host.stop();
  },
  next: async ({}, use) => {
    const next = makeNextVersion(ROOT.folder);
    await use(next);
    rmSync(next, { recursive: true });
  },
});

export const heading = (page: Page) => page.locator('h1').first();
export const kept = (page: Page) => page.getByText('This browser keeps the guide');
export const keepButton = (page: Page) => page.getByRole('button', { name: 'Keep the guide offline' });

export async function keep(page: Page, site: string): Promise<void> {
  await page.goto(`${site}offline/`);
  await keepButton(page).click();
  await expect(kept(page)).toBeVisible({ timeout: 60_000 });
}
/** Neither the host nor the network is there any more. */
export async function cutNetwork(page: Page, host: SwitchableHost): Promise<void> {
  await host.stop();
  await page.context().setOffline(true);
}
/** How many workers and caches of the guide this browser has. */
export const traces = (page: Page) =>
  page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: (await caches.keys()).filter((name) => name.startsWith('guide ')).length,
  }));
