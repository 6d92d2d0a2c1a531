import type { Rate } from '../../hiring/wilson.ts';
import type { Plotting } from '../plot/Drawing.tsx';
import { percent, quarterName } from './words.ts';

/** The pass rate of a stage in a quarter. */
export interface PassRate {
  readonly stage: string;
  readonly quarter: string;
  readonly rate: Rate;
}

const LINE = 20;

/** A line per stage and quarter: the pass rate as a dot, its interval as a line. */
export function drawPassRates(
  plot: Plotting,
  rates: readonly PassRate[],
  options: { readonly width: number; readonly className: string },
): Element {
  const lines = rates.map(({ stage, quarter, rate }) => ({
    line: `${stage} ${quarter}`,
    share: rate.share,
    low: rate.interval[0],
    high: rate.interval[1],
  }));
  const stages = [...new Set(rates.map(({ stage }) => stage))];
  // The name of a stage stands on a line of its own above its quarters.
  const domain = stages.flatMap((stage) => [
    stage,
    ...rates.filter((one) => one.stage === stage).map(({ quarter }) => `${stage} ${quarter}`),
  ]);
  const label = (line: string) => (stages.includes(line) ? '' : quarterName(line.slice(line.lastIndexOf(' ') + 1)));
  return plot.plot({
    ...options,
    style: { fontSize: '12px' },
    marginLeft: 62,
    marginRight: 20,
    marginTop: 26,
    marginBottom: 4,
    height: 38 + domain.length * LINE,
    x: { domain: [0, 1], axis: 'top', label: null, ticks: 5, tickFormat: percent, grid: true },
    y: { domain, label: null, tickSize: 0, padding: 0, insetTop: 8, tickFormat: label },
    marks: [
      plot.ruleY(lines, { y: 'line', x1: 'low', x2: 'high', stroke: 'var(--color-accent)', strokeWidth: 1.5 }),
      plot.dot(lines, { y: 'line', x: 'share', r: 4, fill: 'var(--color-accent)' }),
      plot.text(stages, {
        y: (stage: string) => stage,
        x: 0,
        textAnchor: 'start',
        text: (stage: string) => stage,
        fontWeight: 650,
      }),
    ],
  });
}
