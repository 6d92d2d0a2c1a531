import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS } from '../../bank/vocabulary.ts';
import type { Panel } from '../../rubric/panel.ts';
import type { Plotting } from '../plot/Drawing.tsx';

/** Height of one rater's lane within a row, in pixels: dots of equal scores lie below each other. */
const LANE = 20;
const GAP = 14;

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
  const band = names.length * LANE + GAP;
  const radius = Math.max(...marks.map(({ length }) => length)) > 2 ? 11 : 9;
  const lanes = names.map((name, index) => ({
    mark: marks[index] ?? '',
    offset: (index - (names.length - 1) / 2) * LANE,
    dots: panel.rows.flatMap(({ competency, scores }) =>
      scores.filter(({ rater }) => rater === name).map(({ score }) => ({ label: LABELS[competency], score })),
    ),
  }));
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
      ...lanes.flatMap(({ mark, offset, dots }) => [
        plot.dot(dots, {
          y: 'label',
          x: 'score',
          dy: offset,
          r: radius,
          fill: 'var(--color-paper)',
          stroke: 'var(--color-accent)',
          strokeWidth: 1.5,
        }),
        plot.text(dots, {
          y: 'label',
          x: 'score',
          dy: offset,
          text: () => mark,
          fontSize: 10,
          fontWeight: 650,
          fill: 'var(--color-ink)',
        }),
      ]),
    ],
  });
}
