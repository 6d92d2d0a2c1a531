import { useCallback } from 'preact/hooks';

import { Drawing, type Plotting } from '../plot/Drawing.tsx';
import { drawShares, type ShareGroup } from './draw-shares.ts';
import { percent, quarterName } from './words.ts';

interface Props {
  /** What a group is: "Competency" or "Interviewer". */
  noun: string;
  groups: readonly ShareGroup[];
  quarters: readonly string[];
}

/** More quarters than these do not fit beside each other; the table has all. */
const DRAWN_QUARTERS = 8;

/** How the scores of each group were spread, quarter by quarter: drawn, and as a table. */
export function Shares({ noun, groups, quarters }: Props) {
  const drawn = quarters.slice(-DRAWN_QUARTERS);
  const draw = useCallback(
    (plot: Plotting, width: number, options: { readonly className: string }) =>
      drawShares(plot, groups, drawn, { ...options, width }),
    [groups, quarters],
  );
  return (
    <>
      <Drawing
        caption={`Shares of the scores 1, 2, 3 and 4, from left to right and from light to dark; at the end of each bar, the number of candidates.${
          quarters.length > DRAWN_QUARTERS ? ` The last ${DRAWN_QUARTERS} quarters; the table has all.` : ''
        }`}
        draw={draw}
      />
      <details class="screen-only mt-3">
        <summary>The same as a table</summary>
        <table class="sheet-table mt-2">
          <thead>
            <tr>
              <th scope="col">{noun}, quarter</th>
              <th scope="col">Candidates</th>
              {[1, 2, 3, 4].map((score) => (
                <th key={score} scope="col">
                  {score}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map(({ name, quarters: list }) => (
            <tbody key={name}>
              <tr>
                <th scope="rowgroup" colSpan={6}>
                  {name}
                </th>
              </tr>
              {list.map(({ quarter, candidates, counts }) => (
                <tr key={quarter}>
                  <th scope="row" class="font-normal">
                    {quarterName(quarter)}
                  </th>
                  <td class="tabular-nums">{candidates}</td>
                  {counts.map((count, index) => (
                    <td key={index} class="tabular-nums">
                      {percent(count / counts.reduce((sum, one) => sum + one, 0))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </details>
    </>
  );
}
