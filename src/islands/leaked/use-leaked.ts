import { useEffect, useRef, useState } from 'preact/hooks';

import type { Leaked } from '../../kit/leaked.ts';
import { forgetLeaked, keepLeaked, onLeakedChange, readLeaked } from '../../store/leaked-list.ts';
import { StoreError, type Trouble } from '../../store/trouble.ts';

export interface LeakedList {
  /** By id. */
  readonly list: readonly Leaked[];
  readonly trouble: Trouble | undefined;
  /** The list as it is this moment, for work that began before the last rendering. */
  readonly now: () => readonly Leaked[];
  readonly mark: (marks: readonly Leaked[]) => void;
  readonly unmark: (ids: readonly string[]) => void;
}

/**
 * The person's own list of leaked questions, kept in step with other tabs. Where the browser keeps nothing, the list
 * lives as long as the page, and `trouble` says why.
 */
export function useLeaked(): LeakedList {
  const [list, setList] = useState<readonly Leaked[]>([]);
  const [trouble, setTrouble] = useState<Trouble>();
  const latest = useRef<readonly Leaked[]>([]);
  /** What this page could not keep, or could not take off. */
  const unkept = useRef({ marks: new Map<string, Leaked>(), removed: new Set<string>() });

  const show = (next: readonly Leaked[]) => {
    latest.current = next;
    setList(next);
  };
  const read = () => {
    const { marks, removed } = unkept.current;
    const all = new Map(readLeaked().map((mark): [string, Leaked] => [mark.id, mark]));
    for (const [id, mark] of marks) all.set(id, mark);
    for (const id of removed) all.delete(id);
    show([...all.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  };
  /** Does something to the kept list; the list on the page changes in any case. */
  const keep = (work: () => void, otherwise: (list: readonly Leaked[]) => readonly Leaked[]) => {
    try {
      work();
      setTrouble(undefined);
    } catch (error) {
      setTrouble(error instanceof StoreError ? error.trouble : 'failed');
    }
    try {
      read();
    } catch {
      show(otherwise(latest.current));
    }
  };
  useEffect(() => {
    keep(
      () => undefined,
      (before) => before,
    );
    return onLeakedChange(() => {
      keep(
        () => undefined,
        (before) => before,
      );
    });
  }, []);

  return {
    list,
    trouble,
    now: () => latest.current,
    mark: (marks) => {
      keep(
        () => {
          for (const mark of marks) {
            unkept.current.removed.delete(mark.id);
            unkept.current.marks.set(mark.id, mark);
          }
          for (const mark of marks) {
            keepLeaked(mark);
            unkept.current.marks.delete(mark.id);
          }
        },
        (before) => [...before.filter(({ id }) => !marks.some((mark) => mark.id === id)), ...marks],
      );
    },
    unmark: (ids) => {
      keep(
        () => {
          for (const id of ids) {
            unkept.current.marks.delete(id);
            unkept.current.removed.add(id);
          }
          for (const id of ids) {
            forgetLeaked(id);
            unkept.current.removed.delete(id);
          }
        },
        (before) => before.filter(({ id }) => !ids.includes(id)),
      );
    },
  };
}
