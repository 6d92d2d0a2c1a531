import { type Level, LEVELS } from '../../bank/vocabulary.ts';
import type { Colour, Ink } from './canvas.ts';

/** The site's colours in its light theme, as a picture uses them. */
export interface Inks {
  readonly paper: Colour;
  readonly ink: Ink;
  readonly accent: Ink;
  readonly levels: Readonly<Record<Level, Ink>>;
}

/**
 * Reads the colours of the light theme from the site's style sheet.
 *
 * @param css `src/styles/tokens.css`
 * @throws if one is missing, or not written `light-dark(#rrggbb, …)`
 */
export function inksOf(css: string): Inks {
  const colour = (name: string): Colour => {
    const found = new RegExp(`--color-${name}: light-dark\\((#[0-9a-f]{6}),`).exec(css)?.[1];
    if (!found) throw new Error(`tokens.css has no --color-${name}: light-dark(#rrggbb, …), which pictures need`);
    return found as Colour;
  };
  return {
    paper: colour('paper'),
    ink: { colour: colour('ink'), steps: 4 },
    accent: { colour: colour('accent'), steps: 3 },
    levels: Object.fromEntries(LEVELS.map((level) => [level, { colour: colour(level), steps: 2 }])) as Inks['levels'],
  };
}
