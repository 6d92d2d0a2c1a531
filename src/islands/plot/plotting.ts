// What the drawings use of Observable Plot, so that the rest is not sent along.
export { dot, plot, ruleY, text, tickX } from '@observablehq/plot';
