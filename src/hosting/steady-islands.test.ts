import { expect, it } from 'vitest';

import { numberIslands } from './steady-islands.ts';

it('numbers the islands of a page, and changes nothing else', () => {
  const page = (first: string, second: string) =>
    `<p uid="x"></p><astro-island uid="${first}" component-url="/a.js"></astro-island>` +
    `<astro-island data-preact-island-id="2" uid="${second}" ssr></astro-island>`;
  expect(numberIslands(page('Z2oM2kL', '1c617R'))).toBe(page('1', '2'));
  expect(numberIslands(page('1', '2'))).toBe(page('1', '2'));
});
