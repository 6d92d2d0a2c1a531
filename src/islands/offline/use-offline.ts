import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import {
  askToPersist,
  keep,
  lookForNewer,
  loadOffer,
  readStanding,
  removeAll,
  showReady,
  type Standing,
} from '../../offline/keeper.ts';
import type { News } from '../../offline/records.ts';
import type { Extent, Offer } from '../../offline/version.ts';

/** What the last click came to, in the reader's words. */
export type Outcome =
  | { readonly done: 'removed'; readonly removed: Pick<Extent, 'files' | 'stored'> }
  | { readonly done: 'up to date' | 'no answer' | 'blocked' | 'not shown' };

export interface Offline {
  /** Nothing until it has been read. */
  readonly standing: Standing | undefined;
  /** What the host offers; `unreachable` if it does not say. */
  readonly offer: Offer | 'unreachable' | undefined;
  readonly progress: Extract<News, { type: 'progress' }> | undefined;
  readonly outcome: Outcome | undefined;
  /** Whether the browser promised not to clear it by itself. */
  readonly persistent: boolean | undefined;
  /** A click is being carried out. */
  readonly busy: boolean;
  readonly keep: () => void;
  readonly look: () => void;
  readonly show: () => void;
  readonly remove: () => void;
  readonly askOffer: () => void;
}

/** How it stands with the kept guide, and what can be done about it. */
export function useOffline(scope: string): Offline {
  const [standing, setStanding] = useState<Standing>();
  const [offer, setOffer] = useState<Offline['offer']>();
  const [progress, setProgress] = useState<Offline['progress']>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [persistent, setPersistent] = useState<boolean>();
  const [busy, setBusy] = useState(false);

  const read = useCallback(async () => {
    const now = await readStanding(scope);
    if (!now.fetching) setProgress(undefined);
    setStanding(now);
  }, [scope]);
  const askOffer = useCallback(() => {
    setOffer(undefined);
    loadOffer(scope).then(setOffer, () => setOffer('unreachable'));
  }, [scope]);
  // Who has the guide need not hear how large it is.
  const offered = standing && !standing.chosen;
  useEffect(() => {
    if (offered) askOffer();
  }, [offered, askOffer]);
  useEffect(() => {
    void read();
    void navigator.storage.persisted().then(setPersistent);
    const onNews = ({ data }: MessageEvent<News>) => {
      if (data.type === 'progress') setProgress(data);
      else void read();
    };
    navigator.serviceWorker.addEventListener('message', onNews);
    navigator.serviceWorker.startMessages();
    return () => navigator.serviceWorker.removeEventListener('message', onNews);
  }, [scope]);

  const turn = useRef(0);
  /** Carries out a click; whatever it comes to, the page shows how things stand afterwards. */
  const doing =
    (work: () => Promise<Outcome | undefined>, failure: Outcome['done'] & ('no answer' | 'blocked' | 'not shown')) =>
    () => {
      // Stopped meanwhile, its outcome is nobody's business.
      const mine = ++turn.current;
      const say = (said: Outcome | undefined) => mine === turn.current && setOutcome(said);
      setBusy(true);
      say(undefined);
      void work()
        .then(say, () => say({ done: failure }))
        .then(read)
        .catch(() => say({ done: 'not shown' }))
        .then(() => mine === turn.current && setBusy(false));
    };
  return {
    standing,
    offer,
    progress,
    outcome,
    persistent,
    busy,
    askOffer,
    keep: doing(async () => {
      await keep(scope);
      const { chosen, failed } = await readStanding(scope);
      if (!chosen) return failed ? undefined : { done: 'not shown' };
      setPersistent(await askToPersist());
      return undefined;
    }, 'blocked'),
    look: doing(async () => {
      await lookForNewer(scope);
      const { ready, failed } = await readStanding(scope);
      return (ready ?? failed) ? undefined : { done: 'up to date' };
    }, 'no answer'),
    show: doing(async () => ((await showReady(scope)) ? undefined : { done: 'not shown' }), 'not shown'),
    remove: doing(async () => ({ done: 'removed', removed: await removeAll(scope) }), 'not shown'),
  };
}
