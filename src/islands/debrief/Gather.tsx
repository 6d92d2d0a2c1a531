import { useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import type { Admission } from '../../debrief/admit.ts';
import { missing, namesIn } from '../../debrief/debrief.ts';
import type { Debrief } from '../../debrief/schema.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import type { Store } from '../../store/store.ts';
import { BringScorecards } from '../bring/BringScorecards.tsx';

interface Props {
  debrief: Debrief;
  rubric: Rubric;
  scorecards: Store<Scorecard>;
  onExpect: (names: readonly string[]) => void;
  onBring: (cards: readonly Scorecard[]) => Admission;
  onLeaveOut: (id: string) => void;
  onReveal: () => void;
}

/** Who is expected and who is in; the scores stay hidden until everybody is, or somebody is not waited for any more. */
export function Gather({ debrief, rubric, scorecards, onExpect, onBring, onLeaveOut, onReveal }: Props) {
  const { entries, expected, revealed } = debrief;
  const [text, setText] = useState(expected.join(', '));
  const waiting = missing(debrief);
  const stage = (id: string) => rubric.stages.find((one) => one.id === id)?.name ?? id;
  return (
    <section aria-labelledby="panel" class="mt-8 print:mt-3">
      <h3 id="panel">Panel</h3>
      <label class="screen-only mt-2 block text-sm">
        <span class="block text-soft">Who is expected? Initials, divided by commas</span>
        <input
          class="field max-w-sm"
          autocomplete="off"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            onExpect(namesIn(event.currentTarget.value));
          }}
        />
      </label>
      <ul class="mt-3 print:mt-1 print:columns-2">
        {entries.map(({ card, late }) => (
          <li key={card.id} class="border-t border-rule py-2 print:py-0.5">
            <div class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span class="grow">
                <strong>{card.interviewer.trim()}</strong>{' '}
                <span class="meta">
                  {[stage(card.kit.stage), card.date, late ? 'came in after the scores were shown' : 'in']
                    .filter((word) => word !== '')
                    .join(' · ')}
                </span>
              </span>
              <button
                type="button"
                class="small-button screen-only"
                aria-label={`Leave out the scorecard of ${card.interviewer.trim()}, ${stage(card.kit.stage)}`}
                onClick={() => onLeaveOut(card.id)}
              >
                Leave out
              </button>
            </div>
          </li>
        ))}
        {waiting.map((name) => (
          <li key={name} class="border-t border-rule py-2 print:py-0.5">
            <strong>{name}</strong>{' '}
            <span class="meta">{revealed ? 'expected, not in: not waited for' : 'expected, not in yet'}</span>
          </li>
        ))}
      </ul>
      <BringScorecards store={scorecards} onBring={onBring} />
      {!revealed && (
        <div class="mt-6 rounded border border-rule p-4">
          <p role="status">{stateWords(entries.length, expected.length, waiting)}</p>
          <p class="meta mt-1">
            Hidden means not shown: whoever has the files can open them. It keeps those at this screen from settling on
            the first number they see, and nothing more.
          </p>
          <p class="screen-only mt-3">
            <button type="button" class="button" disabled={entries.length === 0} onClick={onReveal}>
              {waiting.length > 0 && entries.length > 0
                ? `Show the scores without ${waiting.join(', ')}`
                : 'Show the scores'}
            </button>
          </p>
        </div>
      )}
    </section>
  );
}

function stateWords(entries: number, expected: number, waiting: readonly string[]): string {
  if (entries === 0) return 'No scorecard is in yet.';
  if (waiting.length > 0) return `Scores are hidden. Still expected: ${waiting.join(', ')}.`;
  if (expected === 0) return 'Scores are hidden. Say above who is expected, or show the scores if these are all.';
  return 'Everybody who is expected is in.';
}
