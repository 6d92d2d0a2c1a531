import { expect } from '@playwright/test';

import { findViolations } from './axe.ts';
import { ADDRESSES, test } from './site-test.ts';

for (const address of ADDRESSES) {
  test(`${address} is accessible in both themes and fits 320 px`, async ({ page }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(address);
      expect(await findViolations(page), colorScheme).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'pixels beyond the right edge at 320 px').toBeLessThanOrEqual(0);
  });
}
