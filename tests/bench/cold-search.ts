import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { chromium } from '@playwright/test';

import { ensureChromium } from '../browser/find-chromium.ts';
import { CHECKOUT } from './build.ts';

/** What a cold search loads: from the first key to the first result, with an empty cache. */
export interface ColdSearch {
  readonly query: string;
  /** Bytes of answers as they came over the wire, compressed where a plain host compresses. */
  readonly bytes: number;
  readonly requests: number;
  /** The largest of them, for whoever wonders where the bytes go. */
  readonly largest: readonly string[];
}

const PORT = Number(process.env['TEST_PORT'] ?? 4511);

/** Searches a built site for each query, in a browser that has never seen it. */
export async function measureColdSearches(dist: string, queries: readonly string[]): Promise<ColdSearch[]> {
  const server = spawn(process.execPath, [`${CHECKOUT}/tests/browser/serve.ts`, dist, '/', String(PORT)], {
    stdio: 'inherit',
  });
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    // Chromium refuses to run as root inside its sandbox.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    await untilAnswers(`http://localhost:${PORT}/robots.txt`);
    const results: ColdSearch[] = [];
    for (const query of queries) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await page.goto(`http://localhost:${PORT}/levels/`, { waitUntil: 'networkidle' });
      const sent = new Map<string, { name: string; offset: number }>();
      const loaded: { name: string; bytes: number; at: number }[] = [];
      session.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime }) =>
        sent.set(requestId, { name: request.url.replace(/.*\/pagefind\//, ''), offset: wallTime - timestamp }),
      );
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
        const { name, offset = 0 } = sent.get(requestId) ?? {};
        if (name) loaded.push({ name, bytes: encodedDataLength, at: timestamp + offset });
      });
      await page.evaluate(() => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector('dialog ol > li > a')) return;
          observer.disconnect();
          document.body.dataset['firstResult'] = String(Date.now() / 1000);
        }).observe(document.body, { childList: true, subtree: true });
      });
      await page.keyboard.press('/');
      await page.keyboard.type(query);
      await page.locator('body[data-first-result]').waitFor({ timeout: 60_000 });
      const shown = Number(await page.locator('body').getAttribute('data-first-result'));
      const needed = loaded.filter(({ at }) => at <= shown);
      const bytes = needed.reduce((sum, part) => sum + part.bytes, 0);
      const largest = needed
        .toSorted((a, b) => b.bytes - a.bytes)
        .slice(0, 5)
        .map((part) => `${part.name} ${part.bytes}`);
      results.push({ query, bytes, requests: needed.length, largest });
      await context.close();
    }
    return results;
  } finally {
    await browser.close();
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  }
}

async function untilAnswers(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(address);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`No server at ${address}`);
}
