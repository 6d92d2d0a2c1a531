import { useEffect, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { toFile } from '../../scorecard/file.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import { foreign } from '../../scorecard/standing.ts';
import type { Saved, Store, Unreadable } from '../../store/store.ts';
import { saveFile } from '../saved/save-file.ts';
import { ScorecardSheet } from './ScorecardSheet.tsx';

interface Props {
  id: string;
  rubric: Rubric;
  store: Store<Scorecard>;
  base: string;
  /** The scorecard, where the browser could not keep it. */
  unkept: Scorecard | undefined;
}

/** Reads a scorecard from this browser, and shows it or says why not. */
export function OpenScorecard({ id, rubric, store, base, unkept }: Props) {
  const [found, setFound] = useState<Saved<Scorecard> | Unreadable | 'none'>();
  useEffect(() => {
    store.get(id).then(
      (item) => setFound(item ?? 'none'),
      () => setFound('none'),
    );
  }, [store, id]);

  if (!found) return <p role="status">Opening the scorecard…</p>;
  const card = found !== 'none' && 'value' in found ? found.value : unkept;
  const reason = card && foreign(rubric, card);
  if (card && !reason) {
    return (
      <ScorecardSheet
        initial={card}
        revision={found !== 'none' && 'value' in found ? found.revision : undefined}
        rubric={rubric}
        store={store}
        base={base}
      />
    );
  }
  return (
    <div role="alert" class="rounded bg-alert-soft p-3 text-alert">
      {card && reason && (
        <>
          <p>This scorecard cannot be shown: {reason}. It stays as it is.</p>
          <button
            type="button"
            class="button mt-2"
            onClick={() => saveFile('scorecard.json', 'application/json', toFile([card]))}
          >
            Save as file
          </button>
        </>
      )}
      {!card && (
        <p>
          {found !== 'none' && 'problem' in found
            ? `This scorecard cannot be read: ${found.problem}`
            : 'This browser has no such scorecard: it was made in another browser, deleted, or the site’s data were cleared.'}{' '}
          <a href="#">All scorecards</a>
        </p>
      )}
    </div>
  );
}
