/** One step of an outline, as font readers give it; `y` grows upwards. */
export type Step =
  | { readonly type: 'M'; readonly x: number; readonly y: number }
  | { readonly type: 'L'; readonly x: number; readonly y: number }
  | { readonly type: 'Q'; readonly x1: number; readonly y1: number; readonly x: number; readonly y: number }
  | {
      readonly type: 'C';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly type: 'Z' };

/** How much of each pixel a shape covers. */
export interface Mask {
  /** Columns right of the origin. */
  readonly left: number;
  /** Rows below the origin. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 to 255. */
  readonly cover: Uint8Array;
}

type Point = readonly [x: number, y: number];

/** Straight pieces that a curve is drawn with: at the sizes of a picture, no corner shows. */
const PIECES = 8;

/**
 * Fills an outline. Exact coverage by signed areas: each edge adds to the pixels that it crosses what it
 * covers to its right, and a running sum along the row gives the rest (after font-rs,
 * https://medium.com/@raphlinus/inside-the-fastest-font-renderer-in-the-world-75ae5270c445). Sums and
 * products only, so that every machine draws the same bytes.
 *
 * @param scale pixels per unit of the outline
 * @param shift pixels that the shape is moved to the right by, 0 to 1
 */
export function fill(outline: readonly Step[], scale: number, shift = 0): Mask {
  const edges = straighten(outline).map(
    ([a, b]) =>
      [
        [a[0] * scale + shift, -a[1] * scale],
        [b[0] * scale + shift, -b[1] * scale],
      ] as const,
  );
  if (edges.length === 0) return { left: 0, top: 0, width: 0, height: 0, cover: new Uint8Array() };
  const xs = edges.flatMap(([a, b]) => [a[0], b[0]]);
  const ys = edges.flatMap(([a, b]) => [a[1], b[1]]);
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  // An edge on the last column still adds to the pixel behind it.
  const width = Math.ceil(Math.max(...xs)) - left + 2;
  const height = Math.ceil(Math.max(...ys)) - top;
  const areas = new Float64Array(width * height);
  for (const [a, b] of edges) addEdge(areas, width, [a[0] - left, a[1] - top], [b[0] - left, b[1] - top]);

  const cover = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    let sum = 0;
    for (let at = row * width; at < (row + 1) * width; at += 1) {
      sum += areas[at] ?? 0;
      cover[at] = Math.round(Math.min(Math.abs(sum), 1) * 255);
    }
  }
  return { left, top, width, height, cover };
}

/** An outline as closed rings of straight edges. */
function straighten(outline: readonly Step[]): (readonly [Point, Point])[] {
  const edges: (readonly [Point, Point])[] = [];
  let start: Point = [0, 0];
  let at: Point = start;
  const to = (point: Point) => {
    edges.push([at, point]);
    at = point;
  };
  for (const step of outline) {
    if (step.type === 'Z') to(start);
    else if (step.type === 'M') start = at = [step.x, step.y];
    else if (step.type === 'L') to([step.x, step.y]);
    else {
      const from: Point = at;
      for (let piece = 1; piece <= PIECES; piece += 1) {
        const [t, u] = [piece / PIECES, 1 - piece / PIECES];
        const mix = (a: number, b: number, c: number, d?: number) =>
          d === undefined
            ? u * u * a + 2 * u * t * b + t * t * c
            : u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
        if (step.type === 'Q') to([mix(from[0], step.x1, step.x), mix(from[1], step.y1, step.y)]);
        else to([mix(from[0], step.x1, step.x2, step.x), mix(from[1], step.y1, step.y2, step.y)]);
      }
    }
  }
  return edges;
}

/** Adds what one edge covers, row by row and pixel by pixel. */
function addEdge(areas: Float64Array, width: number, from: Point, to: Point): void {
  if (from[1] === to[1]) return;
  const [direction, upper, lower] = from[1] < to[1] ? [1, from, to] : [-1, to, from];
  const slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
  const add = (at: number, area: number) => {
    areas[at] = (areas[at] ?? 0) + area;
  };
  let x = upper[0];
  for (let row = Math.floor(upper[1]); row < lower[1]; row += 1) {
    const height = Math.min(row + 1, lower[1]) - Math.max(row, upper[1]);
    const next = x + slope * height;
    const signed = direction * height;
    const [left, right] = x < next ? [x, next] : [next, x];
    const first = Math.floor(left);
    const last = Math.ceil(right);
    const line = row * width;
    if (last <= first + 1) {
      const middle = (x + next) / 2 - first;
      add(line + first, signed * (1 - middle));
      add(line + first + 1, signed * middle);
    } else {
      // The edge leans over several pixels: a triangle, trapezia, a triangle.
      const perPixel = 1 / (right - left);
      const start = 1 - (left - first);
      const firstArea = 0.5 * perPixel * start * start;
      const end = right - last + 1;
      const lastArea = 0.5 * perPixel * end * end;
      add(line + first, signed * firstArea);
      if (last === first + 2) {
        add(line + first + 1, signed * (1 - firstArea - lastArea));
      } else {
        const second = perPixel * (1.5 - (left - first));
        add(line + first + 1, signed * (second - firstArea));
        for (let column = first + 2; column < last - 1; column += 1) add(line + column, signed * perPixel);
        const before = second + (last - first - 3) * perPixel;
        add(line + last - 1, signed * (1 - before - lastArea));
      }
      add(line + last, signed * lastArea);
    }
    x = next;
  }
}
