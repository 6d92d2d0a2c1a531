import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS, SCORES } from '../../bank/vocabulary.ts';
import type { RowCoverage } from '../../kit/coverage.ts';
import { WritingSpace } from '../scoring/WriteIn.tsx';

export type ScorecardWords = Pick<Rubric, 'recommendations' | 'mustMeet' | 'passThreshold' | 'coverageThreshold'>;

interface Props {
  rubric: ScorecardWords;
  kit: { readonly questions: readonly { readonly id: string }[] };
  rows: readonly RowCoverage[];
}

/** The sheet that a kit's question cards feed, and the interviewer's call, which no total makes. */
export function PacketScorecard({ rubric, kit, rows }: Props) {
  const bars = new Map(rubric.mustMeet.map(({ competency, minimum }) => [competency, minimum]));
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const numberOf = (id: string) => kit.questions.findIndex((question) => question.id === id) + 1;
  return (
    <>
      <section class="kit-scorecard mt-12" aria-labelledby="scorecard">
        <h2 id="scorecard">Scorecard</h2>
        <p class="meta mt-1">
          A row's score rests on its questions; where you set it otherwise, write why. At least{' '}
          {percent(rubric.coverageThreshold)} of the weight must be scored with evidence before there is a result; the
          weighted mean that meets the level is {rubric.passThreshold}.
        </p>
        <table class="sheet-table mt-3">
          <thead>
            <tr>
              <th scope="col">Competency</th>
              <th scope="col">Weight</th>
              <th scope="col">Questions</th>
              <th scope="col" class="print-only">
                Score
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ competency, share, questions }) => (
              <tr key={competency}>
                <th scope="row">
                  {LABELS[competency]}
                  {bars.has(competency) && (
                    <span class="meta block font-normal">must reach {bars.get(competency)}</span>
                  )}
                </th>
                <td class="tabular-nums">{percent(share)}</td>
                <td>
                  {questions.length > 0 ? (
                    questions.map(numberOf).join(', ')
                  ) : (
                    <em>none here: not assessed by this kit</em>
                  )}
                </td>
                <td class="print-only">
                  {[...SCORES, 'n/a'].map((score) => (
                    <span key={score} class="me-3 inline-block whitespace-nowrap">
                      <span class="score-box" aria-hidden="true" />
                      {score}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section class="kit-summary mt-10" aria-labelledby="summary">
        <h2 id="summary">Your call</h2>
        <p class="meta mt-1">Yours, written before you talk with the others, and separate from the mean.</p>
        <ul class="mt-3 grid gap-2">
          {rubric.recommendations.map(({ id, label, meaning }) => (
            <li key={id}>
              <span class="score-box print-only" aria-hidden="true" />
              <strong>{label}</strong> <span class="meta">{meaning}</span>
            </li>
          ))}
        </ul>
        <p class="print-only mt-2 text-xs">Why, in terms of the evidence above</p>
        <WritingSpace text="" lines={6} />
        <div class="print-only keep mt-6 grid grid-cols-2 gap-8">
          <p class="h-[14mm] border-b border-control text-xs">Interviewer, signature</p>
          <p class="h-[14mm] border-b border-control text-xs">Date</p>
        </div>
      </section>
    </>
  );
}
