import { useEffect, useRef, useState } from 'preact/hooks';

import type { Saved, Store } from '../../store/store.ts';
import { StoreError, type Trouble } from '../../store/trouble.ts';

/** How it stands with the saving of what is on the screen. */
export type Keeping<T> =
  | { readonly state: 'saved' }
  | { readonly state: 'trouble'; readonly trouble: Trouble }
  /** Another tab saved it as well; neither undoes the other. */
  | { readonly state: 'conflict'; readonly theirs: Saved<T> }
  /** Another tab changed it, and this page shows that now. */
  | { readonly state: 'updated' }
  /** It was deleted, or the site's data cleared, while it was open here. */
  | { readonly state: 'removed' };

export interface Kept<T> {
  readonly value: T;
  readonly keeping: Keeping<T>;
  /** Changes it and saves the change at once. */
  readonly change: (step: (value: T) => T) => void;
  /** Shows what the other tab saved instead. */
  readonly takeTheirs: () => void;
}

/** An item that is on the screen and saved with every change, beside other tabs that may do the same. */
export function useKept<T>(store: Store<T>, id: string, initial: T, revision: number | undefined): Kept<T> {
  const [value, setValue] = useState(initial);
  const [keeping, setKeeping] = useState<Keeping<T>>({ state: 'saved' });
  const latest = useRef(initial);
  const seen = useRef(revision);
  /** Saves under way, and whether what is on the screen is not in the store. */
  const open = useRef({ saves: 0, unsaved: false });

  const show = (next: T) => {
    latest.current = next;
    setValue(next);
  };
  const adopt = (theirs: Saved<T>, state: 'saved' | 'updated') => {
    seen.current = theirs.revision;
    open.current.unsaved = false;
    show(theirs.value);
    setKeeping({ state });
  };
  const change = (step: (value: T) => T) => {
    show(step(latest.current));
    open.current.saves += 1;
    open.current.unsaved = true;
    store
      .put(id, latest.current, seen.current)
      .then((put) => {
        if (put.state === 'saved') {
          seen.current = put.revision;
          // The last save under way holds everything.
          if (open.current.saves === 1) open.current.unsaved = false;
          setKeeping({ state: 'saved' });
        } else {
          setKeeping(put);
        }
      })
      .catch((error: unknown) => {
        setKeeping({ state: 'trouble', trouble: error instanceof StoreError ? error.trouble : 'failed' });
      })
      .finally(() => (open.current.saves -= 1));
  };

  useEffect(
    () =>
      store.onChange((changed) => {
        if (changed !== id) return;
        store.get(id).then(
          (found) => {
            // What is typed here and not saved yet is never replaced.
            if (open.current.unsaved) return;
            if (!found) setKeeping({ state: 'removed' });
            else if ('value' in found && found.revision !== seen.current) adopt(found, 'updated');
          },
          // The next change meets the same trouble, and says so.
          () => undefined,
        );
      }),
    [store, id],
  );
  useEffect(() => {
    const leave = () => open.current.unsaved && store.leave(id, latest.current, seen.current);
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [store, id]);
  useEffect(() => {
    if (keeping.state !== 'trouble' && keeping.state !== 'conflict') return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [keeping.state]);

  return {
    value,
    keeping,
    change,
    takeTheirs: () => keeping.state === 'conflict' && adopt(keeping.theirs, 'saved'),
  };
}
