import type { ComponentChildren } from 'preact';

import type { Comparison } from '../../hiring/drift-report.ts';
import { LEAST_CANDIDATES } from '../../rubric/drift.ts';
import { pWords, signed, VERDICTS } from './words.ts';

interface Props {
  noun: string;
  rows: readonly { readonly name: string; readonly comparison: Comparison; readonly more?: ComponentChildren }[];
}

/** What each comparison says, and how sure it is; in the order that the rows come in. */
export function ComparisonTable({ noun, rows }: Props) {
  return (
    <table class="sheet-table mt-3">
      <thead>
        <tr>
          <th scope="col">{noun}</th>
          <th scope="col">Candidates</th>
          <th scope="col">Shift</th>
          <th scope="col">What to make of it</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, comparison, more }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="tabular-nums">
              {comparison.before.candidates} → {comparison.after.candidates}
            </td>
            <td>
              {comparison.delta === undefined ? (
                'none to see'
              ) : (
                <>
                  <span class="tabular-nums">{signed(comparison.delta)}</span>, {comparison.size}
                  <span class="meta block">
                    {pWords(comparison)}
                    {comparison.gap !== undefined && `; D ${comparison.gap.toFixed(2)}`}
                  </span>
                </>
              )}
              {more}
            </td>
            <td class={comparison.verdict === 'look' ? 'font-semibold' : ''}>
              {VERDICTS[comparison.verdict]}
              {comparison.verdict === 'too-few' && (
                <span class="meta block">at least {LEAST_CANDIDATES} candidates on each side are needed</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
