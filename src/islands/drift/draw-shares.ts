import type { QuarterScores } from '../../hiring/drift-report.ts';
import type { Plotting } from '../plot/Drawing.tsx';
import { percent, quarterName } from './words.ts';

/** Scores of one competency or interviewer. */
export interface ShareGroup {
  readonly name: string;
  readonly quarters: readonly QuarterScores[];
}

const LINE = 21;

/** From the lowest score to the highest: ordered by lightness, so that they can be told in grey. */
const FILLS = [6, 22, 40, 100].map((part) => `color-mix(in oklab, var(--color-accent) ${part}%, var(--color-paper))`);
const INKS = ['var(--color-ink)', 'var(--color-ink)', 'var(--color-ink)', 'var(--color-paper)'];

/** A small drawing for each group: a bar per quarter, divided by the shares of the scores from 1 to 4. */
export function drawShares(
  plot: Plotting,
  groups: readonly ShareGroup[],
  quarters: readonly string[],
  options: { readonly width: number; readonly className: string },
): Element {
  const columns = options.width < 520 ? 1 : 2;
  const rows = Math.ceil(groups.length / columns);
  const placed = groups.map((group, index) => ({ ...group, fx: index % columns, fy: Math.floor(index / columns) }));
  const bars = placed.flatMap(({ fx, fy, quarters: list }) =>
    list
      .filter(({ quarter }) => quarters.includes(quarter))
      .map(({ quarter, counts, candidates }) => ({ fx, fy, quarter, counts, candidates })),
  );
  const pieces = bars.flatMap(({ counts, ...bar }) => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count, index) => {
      const start = counts.slice(0, index).reduce((sum, one) => sum + one, 0) / all;
      return { ...bar, index, start, end: start + count / all, share: count / all };
    });
  });
  const place = { fx: 'fx', fy: 'fy', y: 'quarter' };
  return plot.plot({
    ...options,
    style: { fontSize: '12px' },
    marginLeft: 62,
    marginRight: 40,
    marginTop: 4,
    marginBottom: 4,
    height: 8 + rows * (quarters.length + 1.6) * LINE,
    x: { domain: [0, 1], axis: null },
    // The name of the group stands where a first bar would be.
    y: {
      domain: ['', ...quarters],
      label: null,
      tickSize: 0,
      padding: 0.14,
      tickFormat: (quarter: string) => quarterName(quarter),
    },
    fx: { axis: null, padding: 0.16 },
    fy: { axis: null, padding: 0.6 / (quarters.length + 1.6) },
    marks: [
      ...FILLS.map((fill, score) =>
        plot.barX(
          pieces.filter(({ index, share }) => index === score && share > 0),
          { ...place, x1: 'start', x2: 'end', fill, stroke: 'var(--color-soft)', strokeWidth: 0.75 },
        ),
      ),
      ...INKS.map((fill, score) =>
        plot.text(
          // A label that does not fit is left out; the table has it.
          pieces.filter(({ index, share }) => index === score && share >= (columns === 1 ? 0.14 : 0.19)),
          {
            ...place,
            x: ({ start, end }: { start: number; end: number }) => (start + end) / 2,
            text: ({ share }: { share: number }) => percent(share),
            fill,
            fontSize: 11,
          },
        ),
      ),
      plot.text(bars, {
        ...place,
        x: 1,
        dx: 5,
        textAnchor: 'start',
        text: ({ candidates }: { candidates: number }) => `${candidates}`,
        fill: 'var(--color-soft)',
        fontSize: 11,
      }),
      plot.text(placed, { fx: 'fx', fy: 'fy', y: () => '', x: 0, textAnchor: 'start', text: 'name', fontWeight: 650 }),
    ],
  });
}
