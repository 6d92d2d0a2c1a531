import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** WCAG 2.2 to AA, and what axe counts as good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe objects to on the page: one line for each element, its rule and its markup. Only that
 * leaves the browser: handing over all that axe passed takes Firefox twenty times as long.
 */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const { run } = (globalThis as unknown as { axe: Pick<typeof axe, 'run'> }).axe;
    const { violations } = await run(document, { runOnly: rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, RULES);
}
