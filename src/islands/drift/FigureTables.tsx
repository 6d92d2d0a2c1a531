import type { Rubric } from '../../bank/schemas/rubric.ts';
import type { StageFigures } from '../../hiring/figures.ts';
import type { Rate } from '../../hiring/wilson.ts';
import { percent } from './words.ts';

interface Props {
  stages: readonly StageFigures[];
  stageName: (id: string) => string;
}

type Cell = string | number;

/** On narrow screens a stage stands above its numbers, which share the width. */
const NARROW: Readonly<Record<number, string>> = {
  3: 'max-sm:grid max-sm:grid-cols-3',
  5: 'max-sm:grid max-sm:grid-cols-5',
  6: 'max-sm:grid max-sm:grid-cols-[1fr_1fr_1.2fr_1.3fr_1fr_1.4fr]',
};

/** A table with a row per stage. */
function StageTable(
  props: Props & { caption: string; columns: readonly string[]; cells: (one: StageFigures) => Cell[] },
) {
  const { stages, stageName, caption, columns, cells } = props;
  const narrow = NARROW[columns.length];
  return (
    <table class="sheet-table keep mt-5 max-sm:text-xs max-sm:[&_:is(th,td)]:border-0 max-sm:[&_:is(th,td)]:py-0.5 max-sm:[&_:is(th,td)]:pe-1">
      <caption class="text-start font-semibold">{caption}</caption>
      <thead>
        <tr class={narrow}>
          <th scope="col" class="max-sm:sr-only">
            Stage
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stages.map((one) => (
          <tr key={one.stage} class={`${narrow ?? ''} max-sm:border-t max-sm:border-rule max-sm:py-1`}>
            <th scope="row" class="font-normal max-sm:col-span-full max-sm:font-semibold">
              {stageName(one.stage)}
            </th>
            {cells(one).map((cell, index) => (
              <td key={index} class="tabular-nums">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const rateWords = (rate: Rate | undefined) =>
  rate ? `${percent(rate.share)} (${rate.interval.map((end) => Math.round(end * 100)).join('–')})` : 'withheld';

/** How many were seen, how many went on, and how long that took. */
export function FunnelTable(props: Props) {
  return (
    <StageTable
      {...props}
      caption="Candidates through the stages"
      columns={['Seen', 'Went on', 'Days to the next stage']}
      cells={({ candidates, wentOn, days }) => [
        candidates,
        wentOn,
        days ? `${days.median} (${days.shortest}–${days.longest})` : wentOn > 0 ? 'withheld' : '–',
      ]}
    />
  );
}

/** What the scorecards of each candidate say together. */
export function OutcomeTable(props: Props) {
  return (
    <StageTable
      {...props}
      caption="Candidates by outcome"
      columns={['Meet', 'Below', 'Bar missed', 'Divided', 'Open', 'Pass rate']}
      cells={({ outcomes, pass }) => [
        outcomes.meets,
        outcomes.below,
        outcomes.barNotMet,
        outcomes.divided,
        outcomes.insufficientEvidence + outcomes.unknown,
        rateWords(pass),
      ]}
    />
  );
}

/** What the interviewers recommended. */
export function CallTable({ recommendations, ...props }: Props & { recommendations: Rubric['recommendations'] }) {
  return (
    <StageTable
      {...props}
      caption="Scorecards by recommendation"
      columns={[...recommendations.map(({ label }) => label), 'None']}
      cells={(one) => [...one.recommendations]}
    />
  );
}
