import { useEffect, useState } from 'preact/hooks';

import type { Competency, Level } from '../../bank/vocabulary.ts';

type Anchors = Readonly<Record<string, string>>;

/** One question or exercise of the open data; every text is HTML that the site itself rendered. */
export interface Card {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly competency: Competency;
  readonly tests: string;
  readonly exhibit?: { readonly say?: string; readonly blocks: readonly { readonly code: string }[] };
  readonly followUps: readonly { readonly ask: string; readonly separates: string }[];
  readonly redFlags: readonly { readonly says: string; readonly why: string; readonly unless?: string }[];
  /** By score; an exercise has them by level first. */
  readonly anchors: Anchors | Readonly<Partial<Record<Level, Anchors>>>;
  /** What the candidate of an exercise reads. */
  readonly brief?: string;
  readonly hints?: readonly { readonly when: string; readonly hint: string }[];
}

/** What an answer of one score does, at one level. */
export function anchorOf({ anchors }: Card, level: Level, score: string): string {
  const own = (anchors as Partial<Record<string, Anchors | string>>)[level];
  const text = typeof own === 'object' ? own[score] : (anchors as Anchors)[score];
  return typeof text === 'string' ? text : '';
}

/** Cards read so far, so that a swap back needs no second request. */
const read = new Map<string, Card>();

/**
 * The cards of some questions, loaded as they are wanted.
 *
 * @param base where the site is served from, with a slash at the end
 */
export function useCards(
  ids: readonly string[],
  base: string,
): { cards: ReadonlyMap<string, Card>; failed: readonly string[]; retry: () => void } {
  const [failed, setFailed] = useState<readonly string[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [, refresh] = useState(0);
  const wanted = ids.join();
  useEffect(() => {
    setFailed([]);
    for (const id of wanted.split(',').filter((one) => one !== '' && !read.has(one))) {
      fetch(`${base}data/questions/${id}.json`)
        .then(async (response) => {
          if (!response.ok) throw new Error(String(response.status));
          read.set(id, (await response.json()) as Card);
          refresh((count) => count + 1);
        })
        .catch(() => setFailed((list) => [...list, id]));
    }
  }, [wanted, attempt]);
  return { cards: read, failed, retry: () => setAttempt(attempt + 1) };
}
