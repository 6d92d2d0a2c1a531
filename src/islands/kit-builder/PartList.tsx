import { LABELS } from '../../bank/vocabulary.ts';
import type { Listed } from '../../kit/catalogue.ts';
import type { Draft, DraftChange } from '../../kit/draft.ts';
import { schedule } from '../../kit/schedule.ts';
import { inlineText } from '../inline-text.ts';

interface Props {
  draft: Draft;
  catalogue: ReadonlyMap<string, Listed>;
  change: (step: DraftChange, words: string) => void;
  swap: (index: number) => void;
  /** Where this kit is scored on screen. */
  sheet: string;
}

const OTHER = { opening: 'Opening', 'candidate-questions': 'The candidate’s questions', close: 'Close' } as const;
const FIELD = { opening: 'opening', 'candidate-questions': 'candidateQuestions', close: 'close' } as const;

const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** The schedule: every part with its time, and what can be done with it. */
export function PartList({ draft, catalogue, change, swap, sheet }: Props) {
  const { slots, total, over } = schedule(draft);
  const verdict =
    over === 0
      ? `${total} of ${draft.minutes} minutes: it fits.`
      : over > 0
        ? `${total} of ${draft.minutes} minutes: ${over} over.`
        : `${total} of ${draft.minutes} minutes: ${-over} left.`;
  let index = -1;
  return (
    <section aria-labelledby="parts" class="mt-8">
      <h2 id="parts">Schedule</h2>
      <p class={over > 0 ? 'mt-1 text-alert' : 'mt-1'}>
        <strong>{verdict}</strong>{' '}
        <a class="screen-only" href={sheet}>
          Score on screen
        </a>
      </p>
      {draft.questions.length === 0 && (
        <p class="mt-2">
          The kit asks nothing yet. Choose another level, role or stage for a new proposal, or add a question below.
        </p>
      )}
      <ol class="mt-3 grid">
        {slots.map(({ part, id, start, minutes }) => {
          if (part === 'question') index += 1;
          const place = index;
          const question = id === undefined ? undefined : catalogue.get(id);
          const name = part === 'question' ? inlineText(question?.title ?? id ?? '') : OTHER[part];
          return (
            <li key={id ?? part} class="keep grid grid-cols-[3rem_1fr] gap-x-3 border-t border-rule py-2.5">
              <span class="text-soft tabular-nums">{clock(start)}</span>
              <div>
                {question ? <a href={question.url}>{name}</a> : <span>{name}</span>}
                {question && (
                  <span class="meta block">
                    {LABELS[question.kind]} · {LABELS[question.competency]}
                  </span>
                )}
                <div class="mt-1 flex flex-wrap items-center gap-2">
                  <label class="meta inline-flex items-center gap-2">
                    <input
                      class="w-16 rounded border border-control bg-paper px-2 py-1"
                      type="number"
                      min={1}
                      max={240}
                      value={minutes}
                      aria-label={`Minutes for ${name}`}
                      onChange={(event) =>
                        change(
                          {
                            type: 'time',
                            part: part === 'question' ? place : FIELD[part],
                            minutes: event.currentTarget.valueAsNumber,
                          },
                          'The time is changed.',
                        )
                      }
                    />
                    minutes
                  </label>
                  {part === 'question' && (
                    <span class="screen-only flex flex-wrap gap-1">
                      <Action label="Swap" of={name} act={() => swap(place)} />
                      <Action
                        label="Up"
                        of={name}
                        off={place === 0}
                        act={() => change({ type: 'move', index: place, by: -1 }, `Moved up: ${name}`)}
                      />
                      <Action
                        label="Down"
                        of={name}
                        off={place === draft.questions.length - 1}
                        act={() => change({ type: 'move', index: place, by: 1 }, `Moved down: ${name}`)}
                      />
                      <Action
                        label="Remove"
                        of={name}
                        act={() => change({ type: 'remove', index: place }, `Removed: ${name}`)}
                      />
                    </span>
                  )}
                </div>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Action({ label, of, act, off = false }: { label: string; of: string; act: () => void; off?: boolean }) {
  return (
    <button type="button" class="small-button" disabled={off} onClick={act} aria-label={`${label}: ${of}`}>
      {label}
    </button>
  );
}
