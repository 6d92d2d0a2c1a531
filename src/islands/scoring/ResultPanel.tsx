import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS } from '../../bank/vocabulary.ts';
import type { Bar, Result } from '../../rubric/result.ts';
import { WriteIn } from './WriteIn.tsx';

interface Props {
  rubric: Rubric;
  result: Result;
  /** Whether nothing was entered yet: paper then shows lines to compute on. */
  empty: boolean;
}

const STATES: Record<Bar['state'], string> = {
  met: 'met',
  'not-met': 'not met',
  open: 'not assessed yet',
};

/** What the scores add up to, and what stands in the way. */
export function ResultPanel({ rubric, result, empty }: Props) {
  const { mean, coverage, bars, withoutEvidence } = result;
  const outcome = rubric.outcomes[result.outcome];
  return (
    <section class="keep mt-8 border-t border-rule pt-4" aria-labelledby="result">
      <h2 id="result" class="text-lg">
        Result
      </h2>
      <p class="text-sm text-soft">
        The mean of the scores, each counted with its weight: from {rubric.passThreshold} of 4 it meets the standard,
        once {Math.round(rubric.coverageThreshold * 100)} % of the weight has a score with evidence.
      </p>
      {empty && (
        <div class="print-only grid grid-cols-3 gap-6">
          <WriteIn label="Weighted mean (1 to 4)" />
          <WriteIn label="Weight assessed (%)" />
          <WriteIn label="Must-meet bars met (yes or no)" />
        </div>
      )}
      <div class={`mt-3 ${empty ? 'screen-only' : ''}`} role="status">
        <p>
          <strong>{outcome.label}.</strong> {outcome.meaning}
        </p>
        <ul class="mt-2 text-sm">
          <li>
            Weighted mean: {mean === undefined ? 'none yet' : `${mean.toFixed(2)} of 4`}, from{' '}
            {Math.round(coverage * 100)} % of the weight.
          </li>
          {bars.map(({ competency, minimum, state }) => (
            <li key={competency} class={state === 'not-met' ? 'font-semibold text-alert' : ''}>
              Must-meet bar, {LABELS[competency].toLowerCase()} at {minimum} or higher: {STATES[state]}.
            </li>
          ))}
          {withoutEvidence.length > 0 && (
            <li>Left out for want of evidence: {withoutEvidence.map((id) => LABELS[id].toLowerCase()).join(', ')}.</li>
          )}
        </ul>
      </div>
    </section>
  );
}
