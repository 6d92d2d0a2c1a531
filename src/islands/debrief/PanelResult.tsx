import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS } from '../../bank/vocabulary.ts';
import type { Panel } from '../../rubric/panel.ts';
import { BAR_SPLIT, BAR_WORDS } from './words.ts';

interface Props {
  rubric: Rubric;
  panel: Panel;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** What the scores add up to, how far that could move, and what stands in the way. */
export function PanelResult({ rubric, panel: { outcome, mean, range, coverage, undecided, bars } }: Props) {
  const { label, meaning } = outcome === 'barSplit' ? BAR_SPLIT : rubric.outcomes[outcome];
  return (
    <section aria-label="The panel’s result" class="keep mt-4 print:mt-2">
      <p>
        <strong>{label}.</strong> {meaning}
      </p>
      <ul class="mt-2 grid list-disc gap-1 ps-5 text-sm print:mt-1 print:gap-0">
        <li>
          {mean === undefined || !range ? (
            'No weighted mean: no score counts.'
          ) : (
            <>
              Weighted mean <strong>{mean.toFixed(2)} of 4</strong>, from {percent(coverage)} of the weight. It would be{' '}
              {range[0].toFixed(2)} with the lowest score of each row, and {range[1].toFixed(2)} with the highest
              {coverage < 1 - 1e-9 && '; what nobody assessed is taken as 1 and as 4'}.
            </>
          )}
        </li>
        {undecided && (
          <li>
            The standard begins at {rubric.passThreshold}, and that range reaches over it: what you do not agree on, or
            did not assess, decides.
          </li>
        )}
        {bars.map(({ competency, minimum, state }) => (
          <li key={competency} class={state === 'met' ? '' : 'font-semibold text-alert'}>
            Must-meet bar, {LABELS[competency].toLowerCase()} at {minimum} or higher: {BAR_WORDS[state]}.
          </li>
        ))}
      </ul>
    </section>
  );
}
