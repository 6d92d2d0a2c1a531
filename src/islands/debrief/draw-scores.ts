import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS } from '../../bank/vocabulary.ts';
import type { Panel } from '../../rubric/panel.ts';
import type { Plotting } from '../plot/Drawing.tsx';

/** Height of a lane within a row, in pixels: dots of equal scores lie below each other. */
const LANE = 19;
const GAP = 10;

/** A dot per rater and competency with the rater's mark in it, over the panel's range; legible without colour. */
export function drawScores(
  plot: Plotting,
  panel: Panel,
  names: readonly string[],
  marks: readonly string[],
  scale: Rubric['scale'],
  options: { readonly width: number; readonly className: string },
): Element {
  const rows = panel.rows.map(({ competency, scores, median, spread }) => ({
    label: LABELS[competency],
    median,
    low: spread === undefined ? undefined : Math.min(...scores.map(({ score }) => score)),
    high: spread === undefined ? undefined : Math.max(...scores.map(({ score }) => score)),
  }));
  const dots = panel.rows.flatMap(({ competency, scores }) =>
    [...Map.groupBy(scores, ({ score }) => score).values()].flatMap((equal) =>
      equal.map(({ rater, score }, place) => ({
        label: LABELS[competency],
        score,
        mark: marks[names.indexOf(rater)] ?? '',
        offset: (place - (equal.length - 1) / 2) * LANE,
      })),
    ),
  );
  const band = GAP + LANE * Math.max(1, ...dots.map(({ offset }) => 1 + (2 * offset) / LANE));
  const radius = Math.max(...marks.map(({ length }) => length)) > 2 ? 11 : 9;
  return plot.plot({
    ...options,
    style: { fontSize: '13px' },
    marginLeft: 120,
    marginRight: 16,
    marginTop: 34,
    marginBottom: 8,
    height: 42 + rows.length * band,
    x: {
      domain: [0.75, 4.25],
      ticks: scale.scores.map(({ score }) => score),
      tickFormat: (score: number) =>
        options.width < 480
          ? String(score)
          : `${score} ${scale.scores.find((one) => one.score === score)?.label ?? ''}`,
      label: null,
      axis: 'top',
      grid: true,
    },
    y: { domain: rows.map(({ label }) => label), label: null, tickSize: 0, padding: 0 },
    marks: [
      plot.ruleY(
        rows.filter(({ low }) => low !== undefined),
        {
          y: 'label',
          x1: 'low',
          x2: 'high',
          stroke: 'var(--color-rule)',
          strokeWidth: 8,
          strokeLinecap: 'round',
        },
      ),
      plot.tickX(
        rows.filter(({ median }) => median !== undefined),
        { y: 'label', x: 'median', stroke: 'var(--color-soft)', strokeWidth: 2, insetTop: 4, insetBottom: 4 },
      ),
      // An offset holds for all dots of a mark.
      ...[...Map.groupBy(dots, ({ offset }) => offset)].flatMap(([offset, lane]) => [
        plot.dot(lane, {
          y: 'label',
          x: 'score',
          dy: offset,
          r: radius,
          fill: 'var(--color-paper)',
          stroke: 'var(--color-accent)',
          strokeWidth: 1.5,
        }),
        plot.text(lane, {
          y: 'label',
          x: 'score',
          dy: offset,
          text: 'mark',
          fontSize: 10,
          fontWeight: 650,
          fill: 'var(--color-ink)',
        }),
      ]),
    ],
  });
}
