// What the drawings use of Observable Plot, so that the rest is not sent along.
export { barX, dot, plot, ruleX, ruleY, text, tickX } from '@observablehq/plot';
