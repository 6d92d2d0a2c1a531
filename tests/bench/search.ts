import type { Browser, Page } from '@playwright/test';

import { bytesOf, noteReceived, type Received } from './received.ts';
import { slowDown, withServed } from './served.ts';

/** What a search takes and loads, from a key to the first result. */
export interface Search {
  readonly query: string;
  readonly milliseconds: number;
  /** Bytes of answers as they came over the wire, compressed where a plain host compresses. */
  readonly bytes: number;
  readonly requests: number;
  /** The largest of them, for whoever wonders where the bytes go. */
  readonly largest: readonly string[];
}

/** Searches a built site for each query, in a browser that has never seen it. */
export async function measureColdSearches(dist: string, queries: readonly string[]): Promise<Search[]> {
  return withServed([dist], async (browser, [origin = '']) => {
    const results: Search[] = [];
    for (const query of queries) results.push((await measureSearches(browser, `${origin}/levels/`, query)).cold);
    return results;
  });
}

/**
 * Searches from a page that a browser sees for the first time.
 *
 * @param next put into the same box after the first, at once
 * @param slow on the line and the processor of a phone
 * @returns cold: from the key that opens the dialog, with nothing of the search loaded; warm: only with a `next`
 */
export async function measureSearches(
  browser: Browser,
  address: string,
  query: string,
  { next, slow = false }: { next?: string; slow?: boolean } = {},
): Promise<{ cold: Search; warm?: Search }> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const received = await noteReceived(session);
    await page.goto(address, { waitUntil: 'networkidle' });
    if (slow) await slowDown(session);
    const cold = await timeFirstResult(page, received, query, async () => {
      await page.keyboard.press('/');
      await page.keyboard.type(query);
    });
    if (next === undefined) return { cold };
    await untilStatus(page, /^\d+ results?$/);
    await page.getByRole('dialog').getByRole('searchbox').fill('');
    await untilStatus(page, /^Type to search/);
    // At once: letter by letter, the first result would be one for the first letter.
    const warm = await timeFirstResult(page, received, next, () => page.keyboard.insertText(next));
    return { cold, warm };
  } finally {
    await context.close();
  }
}

/** The dialog says so, and nothing is loading. */
async function untilStatus(page: Page, words: RegExp): Promise<void> {
  const status = page.getByRole('dialog').getByRole('status');
  await status.filter({ hasText: words }).waitFor({ timeout: 60_000 });
  await page.waitForLoadState('networkidle');
}

async function timeFirstResult(
  page: Page,
  received: readonly Received[],
  query: string,
  type: () => Promise<void>,
): Promise<Search> {
  const before = received.length;
  await page.evaluate(() => {
    const { dataset } = document.body;
    delete dataset['firstResult'];
    delete dataset['firstKey'];
    // Text that comes at once comes without keys.
    for (const kind of ['keydown', 'input']) {
      document.addEventListener(kind, () => (dataset['firstKey'] ??= String(Date.now())), { capture: true });
    }
    new MutationObserver((changes, observer) => {
      const added = changes.flatMap((change) => [...change.addedNodes]);
      if (!added.some((node) => node instanceof Element && node.matches('dialog ol > li'))) return;
      observer.disconnect();
      dataset['firstResult'] = String(Date.now());
    }).observe(document.body, { childList: true, subtree: true });
  });
  await type();
  const body = page.locator('body[data-first-result]');
  await body.waitFor({ timeout: 60_000 });
  const [start, shown] = [
    Number(await body.getAttribute('data-first-key')),
    Number(await body.getAttribute('data-first-result')),
  ];
  const needed = received.slice(before).filter(({ at }) => at <= shown / 1000);
  return {
    query,
    milliseconds: shown - start,
    bytes: bytesOf(needed),
    requests: needed.length,
    largest: needed
      .toSorted((a, b) => b.bytes - a.bytes)
      .slice(0, 5)
      .map(({ url, bytes }) => `${url.replace(/.*\/pagefind\//, '')} ${bytes}`),
  };
}
