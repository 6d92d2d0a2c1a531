import { LABELS, type Level, LEVELS } from '../../bank/vocabulary.ts';
import { Canvas, type Ink } from './canvas.ts';
import type { Inks } from './inks.ts';
import { breakLines, type Run } from './lines.ts';
import { fill, type Mask, type Step } from './outline.ts';
import { PICTURE } from './place.ts';
import { type Face, setText, widthOf } from './typeface.ts';

/** What a picture says. */
export interface Card {
  /** Above the title: the chapter. */
  readonly chapter: string;
  /** Behind the chapter: kind and minutes. */
  readonly note?: string;
  readonly title: readonly Run[];
  /** Below the title, smaller. */
  readonly summary?: readonly Run[];
  /** At the foot, in their hues. */
  readonly levels: readonly Level[];
  /** At the foot, on the right. */
  readonly site?: string;
}

const MARGIN = 80;
const WIDTH = PICTURE.width - 2 * MARGIN;
/** The title stands between these rows. */
const [TOP, BOTTOM] = [150, 490];
/** Sizes of a title, the largest that fits; below the last it would not be read in a list of links. */
const SIZES = [68, 60, 54, 48, 43, 38, 34] as const;
/** A title with a summary is the name of a chapter: short, and it may be larger. */
const NAME_SIZES = [92, ...SIZES] as const;
const LEADING = 1.22;
const SMALL = 28;
const SUMMARY = 40;

/** Draws one picture as a PNG file. */
export function drawCard(card: Card, inks: Inks): Uint8Array {
  const { paper, ink, accent, levels } = inks;
  const canvas = new Canvas(PICTURE.width, PICTURE.height, paper, [ink, accent, ...Object.values(levels)]);
  canvas.rectangle(accent, 0, 0, 20, PICTURE.height);
  canvas.rectangle(accent, MARGIN, 530, WIDTH, 2, 1);

  const afterChapter = setText(canvas, accent, 'bold', SMALL, MARGIN, 106, card.chapter);
  if (card.note) setText(canvas, ink, 'regular', SMALL, afterChapter, 106, ` · ${card.note}`);

  const below = setTitle(canvas, ink, card);
  if (card.summary) {
    const limit = Math.floor((BOTTOM + 24 - below) / (SUMMARY * LEADING));
    const lines = breakLines(card.summary, WIDTH, limit, (run) => widthOf(faceOf(run, false), SUMMARY, run.text));
    setLines(canvas, ink, lines, SUMMARY, below, false);
  }

  let x = MARGIN;
  for (const level of card.levels) {
    x = setText(canvas, levels[level], 'bold', SMALL, x, 588, LABELS[level]) + 10;
    x = pips(canvas, levels[level], level, x) + 26;
  }
  if (card.site) {
    const left = PICTURE.width - MARGIN - widthOf('bold', SMALL, card.site);
    setText(canvas, accent, 'bold', SMALL, left, 588, card.site);
  }
  return canvas.toPng();
}

function faceOf({ code }: Run, bold: boolean): Face {
  return code ? 'code' : bold ? 'bold' : 'regular';
}

/** Sets the title as large as it fits, and returns the row below it. */
function setTitle(canvas: Canvas, ink: Ink, card: Card): number {
  // Where a summary follows, it has the lower half.
  const height = card.summary ? (BOTTOM - TOP) / 2 : BOTTOM - TOP;
  const sizes = card.summary ? NAME_SIZES : SIZES;
  for (const size of sizes) {
    const limit = Math.floor(height / (size * LEADING));
    const measure = (run: Run) => widthOf(faceOf(run, true), size, run.text);
    const last = size === sizes.at(-1);
    // One line more than there is room for tells that it does not fit.
    const lines = breakLines(card.title, WIDTH, last ? limit : limit + 1, measure);
    if (lines.length <= limit) return setLines(canvas, ink, lines, size, TOP, true);
  }
  throw new Error('unreachable: the last size is cut to fit');
}

/** Sets lines from the row `top` down, and returns the row below them. */
function setLines(canvas: Canvas, ink: Ink, lines: Run[][], size: number, top: number, bold: boolean): number {
  lines.forEach((line, index) => {
    let x = MARGIN;
    const base = Math.round(top + size * (0.95 + index * LEADING));
    for (const run of line) x = setText(canvas, ink, faceOf(run, bold), size, x, base, run.text);
  });
  return Math.round(top + lines.length * size * LEADING + 14);
}

/** Where the handles of a quarter of a circle stand, as a part of its radius. */
const HANDLE = 0.5523;

/** @param turn 1, or -1 for the other way round, which cuts a hole */
const circle = (radius: number, turn: 1 | -1): Step[] => {
  const [r, h] = [radius, radius * HANDLE];
  const quarter = (x1: number, y1: number, x2: number, y2: number, x: number, y: number): Step => {
    return { type: 'C', x1, y1: y1 * turn, x2, y2: y2 * turn, x, y: y * turn };
  };
  return [
    { type: 'M', x: r, y: 0 },
    quarter(r, h, h, r, 0, r),
    quarter(-h, r, -r, h, -r, 0),
    quarter(-r, -h, -h, -r, 0, -r),
    quarter(h, -r, r, -h, r, 0),
  ];
};
const RADIUS = 7;
const FULL: Mask = fill(circle(RADIUS, 1), 1);
const EMPTY: Mask = fill([...circle(RADIUS, 1), ...circle(RADIUS - 2, -1)], 1);

/** The pips of a level, as on the site: one more filled with each level. */
function pips(canvas: Canvas, ink: Ink, level: Level, x: number): number {
  LEVELS.forEach((_, index) => {
    canvas.stamp(ink, index <= LEVELS.indexOf(level) ? FULL : EMPTY, Math.round(x) + RADIUS + index * 18, 578);
  });
  return x + LEVELS.length * 18;
}
