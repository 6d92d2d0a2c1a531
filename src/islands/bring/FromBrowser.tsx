import { useState } from 'preact/hooks';

import type { Scorecard } from '../../scorecard/schema.ts';
import { nameOf } from '../../scorecard/scorecard.ts';
import type { Saved, Store } from '../../store/store.ts';
import { StoreError, type Trouble } from '../../store/trouble.ts';
import { TROUBLE } from '../saved/trouble-words.ts';

interface Props {
  store: Store<Scorecard>;
  onPick: (card: Scorecard) => void;
}

/** The scorecards that this browser keeps, by name and interviewer; their scores are not shown. */
export function FromBrowser({ store, onPick }: Props) {
  const [items, setItems] = useState<readonly Saved<Scorecard>[]>();
  const [trouble, setTrouble] = useState<Trouble>();
  const load = () => {
    store.list().then(
      (contents) => setItems(contents.items),
      (error: unknown) => setTrouble(error instanceof StoreError ? error.trouble : 'failed'),
    );
  };
  return (
    <details class="mt-3" onToggle={(event) => event.currentTarget.open && load()}>
      <summary>Take one that is saved in this browser</summary>
      {trouble && (
        <p role="alert" class="mt-2 text-alert">
          {TROUBLE[trouble]}
        </p>
      )}
      {items?.length === 0 && <p class="mt-2">None is saved in this browser.</p>}
      <ul>
        {items?.map(({ id, value }) => (
          <li key={id} class="flex flex-wrap items-center gap-3 border-t border-rule py-2">
            <span class="grow">
              {nameOf(value)}
              <span class="meta block">
                {[
                  value.interviewer.trim() === '' ? 'no interviewer named' : `by ${value.interviewer.trim()}`,
                  value.date,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <button
              type="button"
              class="button"
              aria-label={`Take in: ${nameOf(value)} by ${value.interviewer}`}
              onClick={() => onPick(value)}
            >
              Take in
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
