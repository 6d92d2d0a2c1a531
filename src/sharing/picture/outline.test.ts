import { describe, expect, it } from 'vitest';

import { fill, type Mask, type Step } from './outline.ts';

const ring = (...points: [number, number][]): Step[] => [
  ...points.map(([x, y], index): Step => ({ type: index === 0 ? 'M' : 'L', x, y })),
  { type: 'Z' },
];
const square = (left: number, bottom: number, side: number, turn = false) => {
  const corners: [number, number][] = [
    [left, bottom],
    [left + side, bottom],
    [left + side, bottom + side],
    [left, bottom + side],
  ];
  return ring(...(turn ? corners.reverse() : corners));
};
const area = ({ cover }: Mask) => cover.reduce((sum, value) => sum + value / 255, 0);
const at = (mask: Mask, x: number, y: number) => mask.cover[(y - mask.top) * mask.width + x - mask.left];

describe('filling an outline', () => {
  it('covers whole pixels whole, above the base line', () => {
    const mask = fill(square(0, 0, 2), 1);
    expect([mask.left, mask.top]).toEqual([0, -2]);
    expect([at(mask, 0, -1), at(mask, 1, -2), at(mask, 2, -1)]).toEqual([255, 255, 0]);
    expect(area(mask)).toBe(4);
  });

  it('covers parts of pixels in part, whichever way the outline turns', () => {
    for (const turn of [false, true]) {
      const mask = fill(square(0, 0, 1.5, turn), 1, 0.25);
      expect([at(mask, 0, -1), at(mask, 1, -1), at(mask, 0, -2), at(mask, 1, -2)]).toEqual([191, 191, 96, 96]);
    }
  });

  it('covers what a slanting edge leaves: half of a square, within the rounding of each pixel', () => {
    const mask = fill(ring([0, 0], [40, 0], [40, 7]), 1);
    expect(area(mask)).toBeCloseTo(140, 0);
    expect(Math.max(...mask.cover)).toBe(255);
  });

  it('leaves out a hole, which turns the other way', () => {
    const mask = fill([...square(0, 0, 6), ...square(2, 2, 2, true)], 1);
    expect(at(mask, 2, -3)).toBe(0);
    expect(area(mask)).toBe(32);
  });

  it('follows curves, of two handles and of one', () => {
    const round: Step[] = [
      { type: 'M', x: 20, y: 0 },
      { type: 'C', x1: 20, y1: 11, x2: 11, y2: 20, x: 0, y: 20 },
      { type: 'C', x1: -11, y1: 20, x2: -20, y2: 11, x: -20, y: 0 },
      { type: 'Z' },
    ];
    // Eight straight pieces per quarter lose less than one per cent of a half circle.
    expect(area(fill(round, 1)) / (200 * Math.PI)).toBeCloseTo(1, 1);
    const arch: Step[] = [
      { type: 'M', x: 0, y: 0 },
      { type: 'Q', x1: 10, y1: 20, x: 20, y: 0 },
    ];
    // A parabola fills two thirds of the box around it. The ring is left open: it closes by itself.
    expect(area(fill([...arch, { type: 'Z' }], 1)) / ((2 / 3) * 200)).toBeCloseTo(1, 1);
  });

  it('gives nothing for a space', () => expect(fill([], 1).cover.length).toBe(0));
});
