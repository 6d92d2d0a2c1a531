import type { Findings } from '../../hiring/desk.ts';
import { counted } from './words.ts';

interface Props {
  findings: Findings;
  onRemove: (name: string) => void;
}

/** Where the scorecards came from, what could not be read, and what does not count; named, and to be taken out again. */
export function Sources({ findings, onRemove }: Props) {
  const { sources, repeated, differing, undated, nameless } = findings;
  const left: readonly (readonly [string, readonly string[]])[] = [
    ['read with different contents, and nobody knows which is right: none of them counts', differing],
    ['without a day that the calendar has', undated],
    ['without a candidate’s code', nameless],
  ];
  return (
    <section aria-labelledby="sources" class="screen-only mt-6">
      <h2 id="sources">What was brought</h2>
      <ul class="mt-2">
        {sources.map(({ name, cards, problems, moreProblems }) => (
          <li key={name} class="border-t border-rule py-2">
            <div class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span class="min-w-0 grow">
                {name}: {counted(cards, 'scorecard')}
              </span>
              <button
                type="button"
                class="small-button"
                aria-label={`Leave out: ${name}`}
                onClick={() => onRemove(name)}
              >
                Leave out
              </button>
            </div>
            {problems.length > 0 && (
              <details class="mt-1 text-alert" open={problems.length < 4}>
                <summary>{counted(problems.length + moreProblems, 'thing')} could not be read</summary>
                <ul class="mt-1 list-disc ps-5 text-sm">
                  {problems.map((problem, index) => (
                    <li key={index}>{problem}</li>
                  ))}
                  {moreProblems > 0 && <li>… and {moreProblems.toLocaleString('en')} more.</li>}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
      {repeated > 0 && (
        <p class="meta mt-2">{counted(repeated, 'scorecard')} came more than once, exactly the same, and count once.</p>
      )}
      {left
        .filter(([, ids]) => ids.length > 0)
        .map(([reason, ids]) => (
          <details key={reason} class="mt-2">
            <summary>
              Left out: {counted(ids.length, 'scorecard')} {reason}
            </summary>
            <p class="meta mt-1">
              {ids.slice(0, 50).join(', ')}
              {ids.length > 50 && `, and ${ids.length - 50} more`}
            </p>
          </details>
        ))}
    </section>
  );
}
