import { StoreError } from './trouble.ts';

/** Each question has an entry of its own, so that two tabs that mark at the same time never undo one another. */
const ENTRY = 'django-interview-guide/leaked/';
const VERSION = 1;
const QUESTION = /^[a-z0-9-]{1,40}\/[a-z0-9-]{1,80}$/;

/** A question on the list. */
export interface Mark {
  readonly id: string;
  /** The day on which it was marked, `YYYY-MM-DD`. */
  readonly since?: string | undefined;
}

/**
 * The questions that a person marked as leaked, kept in their browser and nowhere else.
 *
 * In `localStorage` and not beside the kits and scorecards: a kit's page has to ask before it loads anything else
 * whether there are any, and mostly there are none. An entry's value is `{"version": 1, "since": "YYYY-MM-DD"}`;
 * that it is there is what counts, so one whose value cannot be read is a mark without a day.
 *
 * @throws StoreError, from every function, when the browser does not let it
 */
export function readLeaked(): Mark[] {
  return guarded(() => {
    const storage = localStorage;
    return Object.keys(storage)
      .filter((key) => key.startsWith(ENTRY))
      .map((key) => ({ id: key.slice(ENTRY.length), ...sinceOf(storage.getItem(key)) }))
      .filter(({ id }) => QUESTION.test(id))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  });
}

/** Keeps a mark; one that is there already is replaced. */
export function keepLeaked({ id, since }: Mark): void {
  guarded(() => localStorage.setItem(ENTRY + id, JSON.stringify({ version: VERSION, since })));
}

export function forgetLeaked(id: string): void {
  guarded(() => localStorage.removeItem(ENTRY + id));
}

/** Tells when another tab changed the list. Returns how to stop. */
export function onLeakedChange(listener: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    // Without a key, everything of the site was cleared.
    if (key === null || key.startsWith(ENTRY)) listener();
  };
  addEventListener('storage', hear);
  return () => removeEventListener('storage', hear);
}

function sinceOf(text: string | null): { since?: string } {
  try {
    const value: unknown = JSON.parse(text ?? '');
    const since: unknown = typeof value === 'object' && value !== null && 'since' in value ? value.since : undefined;
    return typeof since === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(since) ? { since } : {};
  } catch {
    return {};
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    throw new StoreError(
      name === 'QuotaExceededError' ? 'full' : name === 'SecurityError' ? 'blocked' : 'failed',
      error,
    );
  }
}
