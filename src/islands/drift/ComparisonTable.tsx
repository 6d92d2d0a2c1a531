import type { Comparison } from '../../hiring/drift-report.ts';
import { LEAST_CANDIDATES } from '../../rubric/drift.ts';
import { pWords, signed, VERDICTS } from './words.ts';

interface Props {
  noun: string;
  rows: readonly { readonly name: string; readonly comparison: Comparison; readonly more?: string | undefined }[];
}

/** What each comparison says, and how sure it is; in the order that the rows come in. Narrow screens stack the cells. */
export function ComparisonTable({ noun, rows }: Props) {
  const few = rows.some(({ comparison }) => comparison.verdict === 'too-few');
  return (
    <>
      <table class="sheet-table mt-3">
        <thead class="max-md:sr-only">
          <tr>
            <th scope="col">{noun}</th>
            <th scope="col">Candidates</th>
            <th scope="col">Shift</th>
            <th scope="col">What to make of it</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, comparison, more }) => (
            <tr
              key={name}
              class="max-md:grid max-md:grid-cols-2 max-md:border-b max-md:border-rule max-md:py-2 max-md:*:border-0 max-md:*:py-0.5"
            >
              <th scope="row">{name}</th>
              <td class="tabular-nums">
                {comparison.before.candidates} → {comparison.after.candidates}
                <span class="md:hidden"> candidates</span>
              </td>
              <td class="max-md:col-span-2">
                {/* Below the least number a shift would be read as one, whatever is said beside it. */}
                {comparison.verdict === 'too-few' ? 'not shown' : <Shift comparison={comparison} />}
                {comparison.verdict !== 'too-few' && more && <span class="meta block">{more}</span>}
              </td>
              <td class={`max-md:col-span-2 ${comparison.verdict === 'look' ? 'font-semibold' : ''}`}>
                {VERDICTS[comparison.verdict]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {few && <p class="meta mt-2">Too few: less than {LEAST_CANDIDATES} candidates on one side or the other.</p>}
    </>
  );
}

function Shift({ comparison }: { comparison: Comparison }) {
  const { delta, size, gap } = comparison;
  if (delta === undefined || gap === undefined) return <>none to see</>;
  return (
    <>
      <span class="tabular-nums">{signed(delta)}</span>, {size}
      <span class="meta block">
        {pWords(comparison)}; D {gap.toFixed(2)}
      </span>
    </>
  );
}
