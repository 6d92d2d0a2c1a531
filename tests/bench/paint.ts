import type { Browser } from '@playwright/test';

import { bytesOf, noteReceived } from './received.ts';
import { slowDown } from './served.ts';

/** What a first visit to a page takes on the line and the processor of a phone. */
export interface Visit {
  /** Of everything loaded, as it came over the wire. */
  readonly bytes: number;
  readonly requests: number;
  /** Milliseconds from the start of the navigation to the first text or picture. */
  readonly firstPaint: number;
  /** Milliseconds to the largest block of text or picture in view. */
  readonly largestPaint: number;
}

/** Visits a page with an empty cache. */
export async function measureVisit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const received = await noteReceived(session);
    await slowDown(session);
    const response = await page.goto(address, { waitUntil: 'networkidle' });
    if (!response?.ok()) throw new Error(`${address} answers ${response?.status() ?? 'nothing'}`);
    const paints = await page.evaluate(
      () =>
        new Promise<{ firstPaint: number; largestPaint: number }>((resolve) => {
          new PerformanceObserver((list) => {
            const [first] = performance.getEntriesByName('first-contentful-paint');
            const largest = list.getEntries().at(-1);
            resolve({ firstPaint: first?.startTime ?? NaN, largestPaint: largest?.startTime ?? NaN });
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    return { bytes: bytesOf(received), requests: received.length, ...paints };
  } finally {
    await context.close();
  }
}
