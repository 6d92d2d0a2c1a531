import { LABELS } from '../../bank/vocabulary.ts';
import type { Comparison, DriftReport } from '../../hiring/drift-report.ts';
import { counted, pWords, quarterName, signed } from './words.ts';

interface Props {
  report: DriftReport;
  base: string;
}

/** In words, what of all this is worth acting on, and what no figure here can tell. */
export function ToActOn({ report, base }: Props) {
  const { competencies, interviewers, before, after, comparisons } = report;
  const rows = competencies.filter(({ comparison }) => comparison.verdict === 'look');
  const people = interviewers.filter(({ comparison }) => comparison.verdict === 'look');
  const figures = (comparison: Comparison) =>
    `${signed(comparison.delta ?? 0)}, ${comparison.size ?? ''}; ${pWords(comparison)}`;
  if (before.length === 0) {
    return (
      <p class="mt-4">
        {quarterName(after)} is the first quarter with scorecards: there is nothing to set it against yet. Its
        distributions and the hiring figures are below.
      </p>
    );
  }
  return (
    <section aria-labelledby="act-on" class="mt-8">
      <h2 id="act-on">What is worth acting on</h2>
      <p class="mt-2">
        {quarterName(after)} against {before.map(quarterName).join(', ')}; {counted(comparisons, 'comparison')}
        {comparisons > 1 && ', each p adjusted for all of them'}.
      </p>
      {comparisons === 0 && (
        <p class="mt-2">There are too few candidates on one side or the other for any of them. Conclude nothing yet.</p>
      )}
      {comparisons > 0 && rows.length + people.length === 0 && (
        <p class="mt-2">
          Nothing. That is no proof that all is as it was: a small shift stays unseen with these numbers. The fixed
          answers of the <a href={`${base}guides/reviewer-training/`}>training pack</a> would show it sooner.
        </p>
      )}
      <ul class="mt-2 list-disc ps-5">
        {rows.map(({ competency, comparison }) => (
          <li key={competency}>
            <strong>{LABELS[competency]}</strong>: scores are {(comparison.delta ?? 0) < 0 ? 'lower' : 'higher'} than
            before ({figures(comparison)}).
          </li>
        ))}
        {people.map(({ interviewer, comparison }) => (
          <li key={interviewer}>
            <strong>{interviewer}</strong>: {(comparison.delta ?? 0) < 0 ? 'stricter' : 'milder'} than before, against
            those who saw the same candidates ({figures(comparison)}).
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <p class="mt-2">
          A shift in a competency can come from raters or from candidates, and these figures cannot tell which. Score
          the fixed answers of the <a href={`${base}guides/reviewer-training/`}>training pack</a> again: they have not
          changed, so what changes there is the raters.
        </p>
      )}
      {people.length > 0 && (
        <p class="mt-2">
          An interviewer’s shift is relative: where one moved, those who sat with them seem to move the other way. Read
          two or three of the shared scorecards together before anybody is asked to change; the one who moved may be the
          one who reads the anchors right.
        </p>
      )}
    </section>
  );
}
