import { agreement } from '../../rubric/agreement.ts';
import { weightedKappa } from '../../rubric/kappa.ts';
import type { RatingTable } from '../../rubric/ratings.ts';

interface Props {
  raters: readonly string[];
  table: RatingTable;
  /** The declared scale. */
  values: readonly number[];
}

/** Two raters at a time: who sees things differently, in the order in which they came. */
export function KappaPairs({ raters, table, values }: Props) {
  const pairs = raters.flatMap((one, first) =>
    raters.slice(first + 1).map((other, offset) => {
      const both = table.flatMap((unit) => {
        const [a, b] = [unit[first], unit[first + 1 + offset]];
        return a === undefined || b === undefined ? [] : [[a, b] as const];
      });
      return {
        name: `${one} and ${other}`,
        units: both.length,
        kappa: weightedKappa(both, values, 'quadratic'),
        ...(({ exact, withinOne }) => ({ exact, withinOne }))(agreement(both, values)),
      };
    }),
  );
  if (pairs.length === 0) return null;
  const percent = (share: number | undefined) => (share === undefined ? '–' : `${Math.round(share * 100)} %`);
  return (
    <>
      <h3 class="mt-6">Two at a time</h3>
      <p class="meta">Weighted kappa, quadratic.</p>
      <table class="sheet-table figures-table mt-2">
        <thead>
          <tr>
            <th scope="col">Raters</th>
            <th scope="col">Units</th>
            <th scope="col">Kappa</th>
            <th scope="col">Equal</th>
            <th scope="col">Within one</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ name, units, kappa, exact, withinOne }) => (
            <tr key={name}>
              <th scope="row" class="font-normal">
                {name}
              </th>
              <td>{units}</td>
              <td>{kappa === undefined ? 'not defined' : kappa.toFixed(2)}</td>
              <td>{percent(exact)}</td>
              <td>{percent(withinOne)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
