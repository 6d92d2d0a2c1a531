/**
 * What only Chromium can show, by the tag of the tests that need it, and why. Tests with such a tag
 * are left out elsewhere, and counted; all others run in every browser.
 */
export const CHROMIUM_ONLY = {
  '@paper':
    'Only Chromium prints the running header and the page number (CSS page margin boxes), and only from ' +
    'Chromium does Playwright get paper of the size it asks for.',
  '@slow-line': 'Only Chromium slows its own line and processor, and says when each response came (DevTools protocol).',
  '@layout-shift': 'Only Chromium reports layout shifts (Layout Instability API).',
  '@prefetch': 'Only Chromium fetches a page before its link is followed (Speculation Rules API).',
  '@worker':
    'Not passing in Firefox yet: over WebDriver BiDi it does not say in time which tabs a service worker still serves, ' +
    'so keeping the guide offline is proven in Chromium only.',
  '@address-while-testing':
    'Firefox’s BiDi ends what is being evaluated when the kit builder writes the address; axe looks at the builder’s ' +
    'page there in the test of every page.',
} as const;

export type ChromiumOnly = keyof typeof CHROMIUM_ONLY;
