import { useMemo, useState } from 'preact/hooks';

import { StoreError, type Trouble } from '../../store/trouble.ts';
import { openScorecards } from '../saved/scorecards.ts';
import type { Desk } from './use-desk.ts';

interface Props {
  ask: Desk['ask'];
  busy: boolean;
}

const TROUBLE: Record<Trouble, string> = {
  blocked: 'This browser does not let the page read what it keeps (private window, or blocked site data).',
  full: 'This browser could not read what it keeps.',
  failed: 'This browser could not read what it keeps.',
};

/** Ways to bring scorecards: files, what this browser keeps, and made-up ones to try the page with. */
export function Bring({ ask, busy }: Props) {
  const store = useMemo(openScorecards, []);
  const [said, setSaid] = useState('');
  const takeSaved = () => {
    store.list().then(
      ({ items, unreadable }) => {
        const left = unreadable.length > 0 ? ` ${unreadable.length} could not be read.` : '';
        setSaid(items.length === 0 ? `This browser keeps no scorecards.${left}` : left.trim());
        if (items.length > 0) {
          ask({ type: 'take', name: 'Saved in this browser', scorecards: items.map(({ value }) => value) });
        }
      },
      (error: unknown) => setSaid(TROUBLE[error instanceof StoreError ? error.trouble : 'failed']),
    );
  };
  return (
    <div class="screen-only mt-4">
      <div class="flex flex-wrap gap-3">
        <label class="button">
          Open files
          <input
            type="file"
            accept=".json,application/json,.csv,text/csv"
            multiple
            class="sr-only"
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              event.currentTarget.value = '';
              if (files.length > 0) ask({ type: 'open', files });
            }}
          />
        </label>
        <button type="button" class="button" onClick={takeSaved}>
          Take what this browser keeps
        </button>
        <button type="button" class="button" onClick={() => ask({ type: 'make-up' })}>
          Try it with made-up scorecards
        </button>
      </div>
      <p role="status" class="meta mt-2">
        {busy ? 'Reading and comparing…' : said}
      </p>
    </div>
  );
}
