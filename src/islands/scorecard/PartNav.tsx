/** One part of the meeting, as the way through it shows it. */
export interface PartStep {
  readonly short: string;
  readonly name: string;
  /** Such as "scored 3"; empty while nothing is. */
  readonly state: string;
}

interface Props {
  steps: readonly PartStep[];
  open: number;
  onOpen: (part: number) => void;
}

/** The way through the meeting: any part can be opened at any time. */
export function PartNav({ steps, open, onOpen }: Props) {
  return (
    <nav aria-label="Parts of the meeting" class="mt-2">
      <ol class="flex flex-wrap gap-1">
        {steps.map(({ short, name, state }, part) => (
          <li key={name}>
            <button
              type="button"
              class="small-button aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-semibold"
              aria-current={part === open ? 'step' : undefined}
              aria-label={state === '' ? name : `${name}, ${state}`}
              onClick={() => onOpen(part)}
            >
              {short}
              {state !== '' && <span aria-hidden="true">{state.startsWith('scored without') ? ' !' : ' ✓'}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
