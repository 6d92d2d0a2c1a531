import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import type { Saved, Store, Unreadable } from '../../store/store.ts';

interface Props<T> {
  id: string;
  store: Store<T>;
  /** Words for the thing that is opened, such as "scorecard". */
  noun: string;
  /** What it is, where the browser could not keep it. */
  unkept: T | undefined;
  /** Why it cannot be shown; undefined if it can. */
  fault?: (value: T) => string | undefined;
  onSave: (value: T) => void;
  /** Shows it; the revision is undefined for one that the browser could not keep. */
  children: (value: T, revision: number | undefined) => ComponentChildren;
}

/** Reads what a person keeps in this browser, and shows it or says why not. */
export function OpenKept<T>({ id, store, noun, unkept, fault, onSave, children }: Props<T>) {
  const [found, setFound] = useState<Saved<T> | Unreadable | 'none'>();
  useEffect(() => {
    store.get(id).then(
      (item) => setFound(item ?? 'none'),
      () => setFound('none'),
    );
  }, [store, id]);

  if (!found) return <p role="status">Opening the {noun}…</p>;
  const kept = found !== 'none' && 'value' in found ? found : undefined;
  const value = kept ? kept.value : unkept;
  const reason = value === undefined ? undefined : fault?.(value);
  if (value !== undefined && reason === undefined) return <>{children(value, kept?.revision)}</>;
  return (
    <div role="alert" class="rounded bg-alert-soft p-3 text-alert">
      {value === undefined ? (
        <p>
          {found !== 'none' && 'problem' in found
            ? `This ${noun} cannot be read: ${found.problem}`
            : `This browser has no such ${noun}: it was made in another browser, deleted, or the site’s data were cleared.`}{' '}
          <a href="#">All {noun}s</a>
        </p>
      ) : (
        <>
          <p>
            This {noun} cannot be shown: {reason}. It stays as it is.
          </p>
          <button type="button" class="button mt-2" onClick={() => onSave(value)}>
            Save as file
          </button>
        </>
      )}
    </div>
  );
}
