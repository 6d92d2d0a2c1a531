import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import opentype, { type Font, type Glyph } from 'opentype.js';

import type { Canvas, Ink } from './canvas.ts';
import { fill, type Mask } from './outline.ts';

/** The kinds of letters that pictures are set in: IBM Plex, under the SIL Open Font License 1.1. */
export type Face = 'regular' | 'bold' | 'code';

const FILES: Record<Face, (script: string) => string> = {
  regular: (script) => `@fontsource/ibm-plex-sans/files/ibm-plex-sans-${script}-400-normal.woff`,
  bold: (script) => `@fontsource/ibm-plex-sans/files/ibm-plex-sans-${script}-600-normal.woff`,
  code: (script) => `@fontsource/ibm-plex-mono/files/ibm-plex-mono-${script}-500-normal.woff`,
};

/** Each is read only when a letter was in none of those before it. */
const SCRIPTS: Record<Face, readonly string[]> = {
  regular: ['latin', 'latin-ext', 'greek', 'cyrillic'],
  bold: ['latin', 'latin-ext', 'greek', 'cyrillic'],
  code: ['latin', 'latin-ext', 'cyrillic'],
};

/** Letters stand at quarters of a pixel: whole ones would leave uneven gaps. */
const PHASES = 2;

const resolve = createRequire(import.meta.url).resolve;
const fonts = new Map<string, Font>();
const letters = new Map<string, { font: Font; glyph: Glyph }>();
const masks = new Map<string, Mask>();

/** The files that pictures are set from. */
export function fontFiles(): string[] {
  return Object.entries(SCRIPTS).flatMap(([face, scripts]) =>
    scripts.map((script) => resolve(FILES[face as Face](script))),
  );
}

function fontOf(face: Face, script: string): Font {
  const path = resolve(FILES[face](script));
  const known = fonts.get(path);
  if (known) return known;
  const bytes = readFileSync(path);
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  fonts.set(path, font);
  return font;
}

/** The drawn form of a letter; of one that no font has, the box that stands for it. */
function letter(face: Face, character: string): { font: Font; glyph: Glyph } {
  const key = `${face} ${character}`;
  const known = letters.get(key);
  if (known) return known;
  const script = SCRIPTS[face].find((name) => fontOf(face, name).charToGlyphIndex(character) > 0) ?? 'latin';
  const font = fontOf(face, script);
  const found = { font, glyph: font.charToGlyph(character) };
  letters.set(key, found);
  return found;
}

/** Whether a face can draw all of a text. */
export function canDraw(face: Face, text: string): boolean {
  return Array.from(text).every((character) =>
    SCRIPTS[face].some((script) => fontOf(face, script).charToGlyphIndex(character) > 0),
  );
}

/** Width of a text in pixels. */
export function widthOf(face: Face, size: number, text: string): number {
  let width = 0;
  for (const character of text) {
    const { font, glyph } = letter(face, character);
    width += ((glyph.advanceWidth ?? 0) * size) / font.unitsPerEm;
  }
  return width;
}

/** Sets a text on its base line `y`, from `x` on, and returns where it ends. */
export function setText(canvas: Canvas, ink: Ink, face: Face, size: number, x: number, y: number, text: string) {
  for (const character of text) {
    const { font, glyph } = letter(face, character);
    const place = Math.round(x * PHASES);
    const phase = place % PHASES;
    const key = `${face} ${size} ${phase} ${character}`;
    let mask = masks.get(key);
    if (!mask) {
      mask = fill(glyph.path.commands, size / font.unitsPerEm, phase / PHASES);
      masks.set(key, mask);
    }
    canvas.stamp(ink, mask, (place - phase) / PHASES, y);
    x += ((glyph.advanceWidth ?? 0) * size) / font.unitsPerEm;
  }
  return x;
}
