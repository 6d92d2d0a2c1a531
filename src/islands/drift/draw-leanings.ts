import type { InterviewerDrift, Leaning } from '../../hiring/drift-report.ts';
import type { Plotting } from '../plot/Drawing.tsx';
import { signed } from './words.ts';

/** A line per interviewer, by name: how they lean against those who saw the same candidates, before and after. */
export function drawLeanings(
  plot: Plotting,
  interviewers: readonly InterviewerDrift[],
  options: { readonly width: number; readonly className: string },
): Element {
  const side = (which: 'before' | 'after') =>
    interviewers.flatMap(({ interviewer, leaning }) => (leaning[which] ? [{ interviewer, ...leaning[which] }] : []));
  const [before, after] = [side('before'), side('after')];
  const ends = [...before, ...after].flatMap(({ mean, interval }: Leaning) => [mean, ...(interval ?? [])]);
  const most = Math.max(0.5, ...ends.map(Math.abs));
  const place = { y: 'interviewer', x: 'mean' };
  const line = {
    y: 'interviewer',
    x1: ({ interval }: Leaning) => interval?.[0],
    x2: ({ interval }: Leaning) => interval?.[1],
  };
  const sure = ({ interval }: Leaning) => interval !== undefined;
  return plot.plot({
    ...options,
    style: { fontSize: '12px' },
    marginLeft: 62,
    marginRight: 16,
    marginTop: 46,
    marginBottom: 4,
    height: 54 + interviewers.length * 30,
    x: {
      domain: [-most * 1.08, most * 1.08],
      axis: 'top',
      label: '← stricter than the others, points, milder →',
      labelAnchor: 'center',
      labelOffset: 44,
      ticks: 5,
      tickFormat: (value: number) => signed(value, 1),
    },
    y: { domain: interviewers.map(({ interviewer }) => interviewer), label: null, tickSize: 0, padding: 0.7 },
    marks: [
      plot.ruleX([0], { stroke: 'var(--color-control)' }),
      plot.ruleY(before.filter(sure), { ...line, dy: -5, stroke: 'var(--color-control)', strokeWidth: 1.5 }),
      plot.dot(before, {
        ...place,
        dy: -5,
        r: 4,
        fill: 'var(--color-paper)',
        stroke: 'var(--color-soft)',
        strokeWidth: 1.5,
      }),
      plot.ruleY(after.filter(sure), { ...line, dy: 5, stroke: 'var(--color-accent)', strokeWidth: 1.5 }),
      plot.dot(after, { ...place, dy: 5, r: 4.5, fill: 'var(--color-accent)' }),
    ],
  });
}
