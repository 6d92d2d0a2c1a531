import { type IDBPDatabase, openDB } from 'idb';

import { StoreError } from './trouble.ts';

/** What a store keeps for one item, as it lies in the browser. */
interface Kept {
  readonly id: string;
  /** Version of the value's shape. */
  readonly version: number;
  /** Rises with each save. */
  readonly revision: number;
  /** The page that saved it last; tells a page's own saves from those of other tabs. */
  readonly writer: string;
  /** When, in milliseconds since the epoch. */
  readonly savedAt: number;
  readonly value: unknown;
}

/** One item as it was read. */
export interface Saved<T> {
  readonly id: string;
  readonly savedAt: number;
  readonly revision: number;
  readonly value: T;
}

/** An item that cannot be read: it stays where it is until somebody removes it. */
export interface Unreadable {
  readonly id: string;
  readonly problem: string;
  /** What lies there, to be saved as a file. */
  readonly raw: unknown;
}

export interface Contents<T> {
  /** Latest first. */
  readonly items: readonly Saved<T>[];
  readonly unreadable: readonly Unreadable[];
}

/** How values are checked when they are read, and which version is written. */
export interface Codec<T> {
  readonly version: number;
  readonly read: (value: unknown, version: unknown) => { readonly value: T } | { readonly problem: string };
  /** The same under another id. */
  readonly copy: (value: T, id: string) => T;
}

export type Put<T> =
  | { readonly state: 'saved'; readonly revision: number; readonly savedAt: number }
  /** Another tab saved it since `seen`: nothing was written. */
  | { readonly state: 'conflict'; readonly theirs: Saved<T> };

/** A person's own work of one kind, kept in their browser and nowhere else. */
export interface Store<T> {
  list(): Promise<Contents<T>>;
  get(id: string): Promise<Saved<T> | Unreadable | undefined>;
  /**
   * Saves an item.
   *
   * @param seen the revision that this page read last; undefined for an item that it does not know
   *   to exist, or that may be overwritten
   */
  put(id: string, value: T, seen?: number): Promise<Put<T>>;
  /**
   * Keeps what a page that is being left has not saved yet; the next page that reads the store saves
   * it, as a copy where another tab was faster. The one thing that has to be done without waiting.
   */
  leave(id: string, value: T, seen: number | undefined): void;
  /** Removes an item; `put` brings it back. */
  remove(id: string): Promise<void>;
  /** Tells when another tab changed or removed an item. Returns how to stop. */
  onChange(listener: (id: string) => void): () => void;
}

const DATABASE = 'django-interview-guide';
/** Kinds of items; adding one raises the version of the database. */
const KINDS = ['scorecards', 'kits', 'debriefs'] as const;
const DATABASE_VERSION = 2;

/**
 * Opens a store. IndexedDB, since its transactions let two tabs write without one undoing the
 * other's work, and since what it confirmed outlives the end of the browser's process.
 *
 * Every method rejects with a `StoreError` when the browser does not let it.
 */
export function openStore<T>(kind: (typeof KINDS)[number], codec: Codec<T>): Store<T> {
  const writer = crypto.randomUUID();
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`${DATABASE}/${kind}`) : undefined;
  let opened: Promise<IDBPDatabase> | undefined;
  let recovered: Promise<void> | undefined;
  const leftBehind = `${DATABASE}/${kind}/left/`;

  const database = () => {
    opened ??= connect(() => (opened = undefined)).catch((error: unknown) => {
      opened = undefined;
      throw new StoreError('blocked', error);
    });
    return opened;
  };
  const read = (kept: unknown): Saved<T> | Unreadable => {
    const { id, version, revision, savedAt, value } = kept as Kept;
    const result = codec.read(value, version);
    if ('problem' in result) return { id, problem: result.problem, raw: kept };
    return {
      id,
      savedAt: Number.isFinite(savedAt) ? savedAt : 0,
      revision: Number.isInteger(revision) ? revision : 0,
      value: result.value,
    };
  };

  /** @param author the page whose work this is: its own saves are no conflict */
  const save = (id: string, value: T, seen: number | undefined, author: unknown): Promise<Put<T>> =>
    guarded(async () => {
      const transaction = (await database()).transaction(kind, 'readwrite');
      const before = (await transaction.store.get(id)) as Kept | undefined;
      if (before && seen !== undefined && before.writer !== author && before.revision !== seen) {
        const theirs = read(before);
        // Garbage is nobody's work: it gives way.
        if ('value' in theirs) return { state: 'conflict', theirs } as const;
      }
      const revision = (Number.isInteger(before?.revision) ? (before?.revision ?? 0) : 0) + 1;
      const kept: Kept = { id, version: codec.version, revision, writer, savedAt: Date.now(), value };
      const put = transaction.store.put(kept);
      // At once, so that a reload right after the last key does not undo it.
      transaction.commit();
      await Promise.all([put, transaction.done]);
      forget(leftBehind + id);
      channel?.postMessage(id);
      return { state: 'saved', revision, savedAt: kept.savedAt } as const;
    });
  /** Saves what an earlier page left behind, once. */
  const recover = async () => {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(leftBehind))) {
      const left = parse(localStorage.getItem(key));
      const { value, version, seen, author } = left;
      const result = codec.read(value, version);
      if ('value' in result) {
        const id = key.slice(leftBehind.length);
        const put = await save(id, result.value, typeof seen === 'number' ? seen : undefined, author);
        if (put.state === 'conflict') {
          const other = crypto.randomUUID();
          await save(other, codec.copy(result.value, other), undefined, writer);
        }
      }
      localStorage.removeItem(key);
    }
  };
  // What cannot be recovered now is tried again by the next page.
  const ready = () => (recovered ??= recover().catch(() => undefined));

  const store: Store<T> = {
    list: () =>
      guarded(async () => {
        await ready();
        const all = (await (await database()).getAll(kind)).map(read);
        return {
          items: all.filter((item) => 'value' in item).toSorted((a, b) => b.savedAt - a.savedAt),
          unreadable: all.filter((item) => 'problem' in item),
        };
      }),
    get: (id) =>
      guarded(async () => {
        await ready();
        const kept: unknown = await (await database()).get(kind, id);
        return kept === undefined ? undefined : read(kept);
      }),
    put: (id, value, seen) => save(id, value, seen, writer),
    leave: (id, value, seen) => {
      try {
        localStorage.setItem(leftBehind + id, JSON.stringify({ version: codec.version, value, seen, author: writer }));
      } catch {
        // Full or blocked: the person was told while they typed.
      }
    },
    remove: (id) =>
      guarded(async () => {
        await (await database()).delete(kind, id);
        channel?.postMessage(id);
      }),
    onChange: (listener) => {
      const hear = ({ data }: MessageEvent<unknown>) => typeof data === 'string' && listener(data);
      channel?.addEventListener('message', hear);
      return () => channel?.removeEventListener('message', hear);
    },
  };
  return store;
}

/** An object from a text that may hold anything. */
function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Blocked: then nothing was left there either.
  }
}

/** Opens the database; a tab with a newer guide may ask this one to let go of it. */
async function connect(lost: () => void): Promise<IDBPDatabase> {
  const database = await openDB(DATABASE, DATABASE_VERSION, {
    upgrade: (fresh) => {
      for (const kind of KINDS) {
        if (!fresh.objectStoreNames.contains(kind)) fresh.createObjectStore(kind, { keyPath: 'id' });
      }
    },
    blocking: () => {
      database.close();
      lost();
    },
    terminated: lost,
  });
  return database;
}

/** Gives every failure one of three names. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    throw new StoreError(full ? 'full' : 'failed', error);
  }
}
