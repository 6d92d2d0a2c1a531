import { createHash } from 'node:crypto';

import { PLOT_CLASS } from './plot-class.ts';

/**
 * The style element that Observable Plot puts into each drawing (`src/plot.js` of the pinned version). The pages'
 * policy lets in no inline style but one that is named by its hash; the browser tests notice if Plot changes it.
 */
const PLOT_STYLE = `:where(.${PLOT_CLASS}) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.${PLOT_CLASS} text),
:where(.${PLOT_CLASS} tspan) {
  white-space: pre;
}`;

/** For `Astro.csp.insertStyleHash` of a page that draws. */
export const PLOT_STYLE_HASH = `sha256-${createHash('sha256').update(PLOT_STYLE).digest('base64')}` as const;
