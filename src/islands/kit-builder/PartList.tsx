import { useRef } from 'preact/hooks';

import { LABELS } from '../../bank/vocabulary.ts';
import type { Listed } from '../../kit/catalogue.ts';
import type { Draft, DraftChange } from '../../kit/draft.ts';
import { schedule } from '../../kit/schedule.ts';
import { inlineText } from '../inline-text.ts';
import { useSteadyFocus } from './use-steady-focus.ts';

interface Props {
  draft: Draft;
  catalogue: ReadonlyMap<string, Listed>;
  change: (step: DraftChange, words: string) => void;
  swap: (index: number) => void;
  /** Questions on the person's list of leaked ones. */
  leaked: ReadonlySet<string>;
  /** Puts a question onto that list, and another into its place. */
  leak: (id: string) => void;
  unleak: (id: string) => void;
  /** Where this kit is scored on screen. */
  sheet: string;
}

interface Action {
  readonly label: string;
  readonly act: () => void;
  readonly off?: boolean;
}

const OTHER = { opening: 'Opening', 'candidate-questions': 'The candidate’s questions', close: 'Close' } as const;
const FIELD = { opening: 'opening', 'candidate-questions': 'candidateQuestions', close: 'close' } as const;

const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** The schedule: every part with its time, and what can be done with it. */
export function PartList({ draft, catalogue, change, swap, leaked, leak, unleak, sheet }: Props) {
  const { slots, total, over } = schedule(draft);
  const verdict =
    over === 0
      ? `${total} of ${draft.minutes} minutes: it fits.`
      : over > 0
        ? `${total} of ${draft.minutes} minutes: ${over} over.`
        : `${total} of ${draft.minutes} minutes: ${-over} left.`;
  const list = useRef<HTMLOListElement>(null);
  const press = useSteadyFocus(list);
  const actionsOf = (id: string, index: number, name: string): Action[] => [
    { label: 'Swap', act: () => swap(index) },
    { label: 'Up', off: index === 0, act: () => change({ type: 'move', index, by: -1 }, `Moved up: ${name}`) },
    {
      label: 'Down',
      off: index === draft.questions.length - 1,
      act: () => change({ type: 'move', index, by: 1 }, `Moved down: ${name}`),
    },
    { label: 'Remove', act: () => change({ type: 'remove', index }, `Removed: ${name}`) },
    leaked.has(id) ? { label: 'Not leaked', act: () => unleak(id) } : { label: 'Mark as leaked', act: () => leak(id) },
  ];
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
      <ol class="mt-3 grid" ref={list}>
        {slots.map(({ part, id, start, minutes }) => {
          if (part === 'question') index += 1;
          const place = index;
          const question = id === undefined ? undefined : catalogue.get(id);
          const name = part === 'question' ? inlineText(question?.title ?? id ?? '') : OTHER[part];
          return (
            <li
              key={id ?? part}
              data-question={id}
              class="keep grid grid-cols-[3rem_1fr] gap-x-3 border-t border-rule py-2.5"
            >
              <span class="text-soft tabular-nums">{clock(start)}</span>
              <div>
                {question ? <a href={question.url}>{name}</a> : <span>{name}</span>}
                {question && (
                  <span class="meta block">
                    {LABELS[question.kind]} · {LABELS[question.competency]}
                    {leaked.has(question.id) && <strong class="screen-only text-alert"> · Leaked</strong>}
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
                  {id !== undefined && (
                    <span class="screen-only flex flex-wrap gap-1">
                      {actionsOf(id, place, name).map(({ label, act, off = false }, position) => (
                        <button
                          key={position}
                          type="button"
                          class="small-button"
                          disabled={off}
                          data-action={label}
                          aria-label={`${label}: ${name}`}
                          onClick={() => {
                            press(place, label);
                            act();
                          }}
                        >
                          {label}
                        </button>
                      ))}
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
