import { LABELS } from '../../bank/vocabulary.ts';
import type { RowCoverage } from '../../kit/coverage.ts';

/** What each row of the scorecard gets, and which get nothing. */
export function CoverageTable({ rows }: { rows: readonly RowCoverage[] }) {
  const missing = rows.filter(({ questions }) => questions.length === 0);
  return (
    <section aria-labelledby="covers" class="keep mt-8">
      <h2 id="covers">What it covers</h2>
      <table class="sheet-table figures-table mt-2">
        <thead>
          <tr>
            <th scope="col">Competency</th>
            <th scope="col">Weight</th>
            <th scope="col">Minutes</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ competency, share, minutes, due }) => (
            <tr key={competency}>
              <th scope="row">{LABELS[competency]}</th>
              <td class="tabular-nums">{Math.round(share * 100)} %</td>
              <td class="tabular-nums">{minutes}</td>
              <td class="tabular-nums">{Math.round(due)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p class="mt-2">
          Not assessed: {missing.map(({ competency }) => LABELS[competency].toLowerCase()).join(', ')}. Add a question,
          or leave the row to another meeting.
        </p>
      )}
    </section>
  );
}
