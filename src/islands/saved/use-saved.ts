import { useEffect, useState } from 'preact/hooks';

import type { Contents, Saved, Store, Unreadable } from '../../store/store.ts';
import { StoreError, type Trouble } from '../../store/trouble.ts';

export interface SavedItems<T> extends Contents<T> {
  readonly loaded: boolean;
  readonly trouble: Trouble | undefined;
  /** What was deleted last, until something else is done. */
  readonly deleted: Saved<T> | undefined;
  readonly put: (id: string, value: T) => Promise<boolean>;
  readonly remove: (item: Saved<T> | Unreadable) => void;
  readonly bringBack: () => void;
}

/** All items of a store, kept in step with other tabs. */
export function useSaved<T>(store: Store<T>): SavedItems<T> {
  const [contents, setContents] = useState<Contents<T>>({ items: [], unreadable: [] });
  const [loaded, setLoaded] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [deleted, setDeleted] = useState<Saved<T>>();

  /** Does something to the store, and shows what it holds then. */
  const after = async (work?: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      setContents(await store.list());
      setTrouble(undefined);
      return true;
    } catch (error) {
      setTrouble(error instanceof StoreError ? error.trouble : 'failed');
      return false;
    } finally {
      setLoaded(true);
    }
  };
  useEffect(() => {
    void after();
    return store.onChange(() => void after());
  }, [store]);

  return {
    ...contents,
    loaded,
    trouble,
    deleted,
    put: (id, value) => {
      setDeleted(undefined);
      return after(store.put(id, value));
    },
    remove: (item) => {
      setDeleted('value' in item ? item : undefined);
      void after(store.remove(item.id));
    },
    bringBack: () => {
      if (!deleted) return;
      setDeleted(undefined);
      void after(store.put(deleted.id, deleted.value));
    },
  };
}
