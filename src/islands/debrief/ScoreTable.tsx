import { useCallback, useMemo } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS } from '../../bank/vocabulary.ts';
import { raterMarks } from '../../debrief/rater-marks.ts';
import type { Panel, PanelRow } from '../../rubric/panel.ts';
import { Drawing, type Plotting } from '../plot/Drawing.tsx';
import { drawScores } from './draw-scores.ts';

interface Props {
  rubric: Rubric;
  panel: Panel;
  names: readonly string[];
}

/** Every score at a glance: drawn, and as a table that says the same. */
export function ScoreTable({ rubric, panel, names }: Props) {
  const marks = useMemo(() => raterMarks(names), [names]);
  const short = marks.every((mark, index) => mark === names[index]);
  const draw = useCallback(
    (plot: Plotting, width: number, options: { className: string }) =>
      drawScores(plot, panel, names, marks, rubric.scale, { width, ...options }),
    [panel, names, marks, rubric],
  );
  return (
    <>
      {!short && (
        <p class="meta mt-4 print:mt-2">{names.map((name, index) => `${marks[index] ?? ''}: ${name}`).join(' · ')}</p>
      )}
      <Drawing
        caption="A dot for each interviewer; the bar reaches from the panel’s lowest to its highest score, the line across it is the median."
        draw={draw}
      />
      <table class="sheet-table figures-table mt-4 print:mt-2">
        <caption class="sr-only">Scores by competency and interviewer</caption>
        <thead>
          <tr>
            <th scope="col">Competency</th>
            {names.map((name, index) => (
              <th key={name} scope="col" abbr={name}>
                {marks[index]}
              </th>
            ))}
            <th scope="col">Median</th>
            <th scope="col">Spread</th>
          </tr>
        </thead>
        <tbody>
          {panel.rows.map((row) => (
            <tr key={row.competency}>
              <th scope="row" class="font-normal">
                {LABELS[row.competency]} <span class="meta">{Math.round(row.share * 100)} %</span>
              </th>
              {names.map((name) => (
                <td key={name}>{scoreOf(row, name)}</td>
              ))}
              <td>{row.median ?? '–'}</td>
              <td class={row.concerns.includes('apart') ? 'font-semibold text-alert' : ''}>
                {row.spread === undefined ? '–' : `${row.spread}${row.concerns.includes('apart') ? ' !' : ''}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="meta mt-2 print:mt-1">
        – is not assessed; ○ is a score without notes, which does not count; ! marks scores two points or more apart.
      </p>
    </>
  );
}

function scoreOf({ scores, withoutEvidence }: PanelRow, name: string): string {
  const score = scores.find(({ rater }) => rater === name)?.score;
  return score === undefined ? (withoutEvidence.includes(name) ? '○' : '–') : String(score);
}
