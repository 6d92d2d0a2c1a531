import { constants, crc32, deflateSync } from 'node:zlib';

import type { Mask } from './outline.ts';

/** A colour, `#rrggbb`. */
export type Colour = `#${string}`;

/** What is drawn with. */
export interface Ink {
  readonly colour: Colour;
  /** Steps from the paper's colour to this one, which the edges of shapes are drawn in. */
  readonly steps: number;
}

/** Colours that four bits can tell apart, the paper's aside. */
const COLOURS = 15;

/** A drawing of few inks on one paper. Each pixel is the number of a colour: that keeps files small. */
export class Canvas {
  /** Even, since two pixels share a byte of the file. */
  readonly width: number;
  readonly height: number;
  private readonly paper: Colour;
  private readonly inks: readonly Ink[];
  private readonly pixels: Uint8Array;

  /** @throws if the inks have more than 15 steps together */
  constructor(width: number, height: number, paper: Colour, inks: readonly Ink[]) {
    const steps = inks.reduce((sum, ink) => sum + ink.steps, 0);
    if (steps > COLOURS) throw new Error(`the inks have ${steps} steps, a canvas has ${COLOURS} colours`);
    this.width = width;
    this.height = height;
    this.paper = paper;
    this.inks = inks;
    this.pixels = new Uint8Array(width * height);
  }

  /** A rectangle, which has to lie within the canvas; with `step`, in a lighter step of its ink. */
  rectangle(ink: Ink, left: number, top: number, width: number, height: number, step = ink.steps): void {
    const colour = this.firstOf(ink) + step - 1;
    for (let row = top; row < top + height; row += 1) {
      this.pixels.fill(colour, row * this.width + left, row * this.width + left + width);
    }
  }

  /** A shape, its origin at `x`, `y`; what lies outside is cut off. */
  stamp(ink: Ink, mask: Mask, x: number, y: number): void {
    const base = this.firstOf(ink) - 1;
    for (let row = 0; row < mask.height; row += 1) {
      const down = y + mask.top + row;
      if (down < 0 || down >= this.height) continue;
      for (let column = 0; column < mask.width; column += 1) {
        const step = Math.round(((mask.cover[row * mask.width + column] ?? 0) * ink.steps) / 255);
        const right = x + mask.left + column;
        if (step === 0 || right < 0 || right >= this.width) continue;
        const at = down * this.width + right;
        // Neighbouring letters may touch: the darker one stays.
        this.pixels[at] = Math.max(this.pixels[at] ?? 0, base + step);
      }
    }
  }

  /** The drawing as a PNG file (https://www.w3.org/TR/png-3/), the same bytes on every machine. */
  toPng(): Uint8Array {
    const header = new Uint8Array(13);
    const view = new DataView(header.buffer);
    view.setUint32(0, this.width);
    view.setUint32(4, this.height);
    // Four bits per pixel, colours from a palette.
    header.set([4, 3], 8);
    return Buffer.concat([
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
      chunk('IHDR', header),
      chunk('PLTE', this.palette()),
      // Runs only: ten times as fast as a search for repeats, and the same on every processor.
      chunk('IDAT', deflateSync(this.rows(), { strategy: constants.Z_RLE, level: 9, memLevel: 9 })),
      chunk('IEND', new Uint8Array()),
    ]);
  }

  /** The pixels in pairs, each row written in the way that leaves fewer runs: as it is, or as its difference from the one above. */
  private rows(): Uint8Array {
    const bytes = this.width / 2;
    const rows = new Uint8Array((bytes + 1) * this.height);
    let above = new Uint8Array(bytes);
    for (let row = 0; row < this.height; row += 1) {
      const plain = new Uint8Array(bytes);
      const difference = new Uint8Array(bytes);
      let [plainRuns, differentRuns] = [0, 0];
      for (let at = 0; at < bytes; at += 1) {
        const left = row * this.width + at * 2;
        plain[at] = ((this.pixels[left] ?? 0) << 4) | (this.pixels[left + 1] ?? 0);
        difference[at] = (plain[at] ?? 0) - (above[at] ?? 0);
        if (plain[at] !== plain[at - 1]) plainRuns += 1;
        if (difference[at] !== difference[at - 1]) differentRuns += 1;
      }
      // The byte before a row names its filter: 0 is none, 2 is "up".
      const up = differentRuns < plainRuns;
      rows[row * (bytes + 1)] = up ? 2 : 0;
      rows.set(up ? difference : plain, row * (bytes + 1) + 1);
      above = plain;
    }
    return rows;
  }

  /** Number of the ink's lightest step. */
  private firstOf(ink: Ink): number {
    const index = this.inks.indexOf(ink);
    if (index < 0) throw new Error(`${ink.colour} is not among the inks of this canvas`);
    return this.inks.slice(0, index).reduce((sum, { steps }) => sum + steps, 1);
  }

  private palette(): Uint8Array {
    const paper = channels(this.paper);
    const mixed = this.inks.flatMap(({ colour, steps }) =>
      Array.from({ length: steps }, (_, step) =>
        // Mixed as browsers mix text: in the values as they are written.
        channels(colour).map((value, channel) => {
          const from = paper[channel] ?? 0;
          return Math.round(from + ((value - from) * (step + 1)) / steps);
        }),
      ),
    );
    return Uint8Array.from([paper, ...mixed].flat());
  }
}

function channels(colour: Colour): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
