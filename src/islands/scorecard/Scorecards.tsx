import { useEffect, useMemo, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { isKit } from '../../kit/link.ts';
import { readScorecard, SCORECARD_VERSION } from '../../scorecard/file.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import { copyOf } from '../../scorecard/scorecard.ts';
import { openStore } from '../../store/store.ts';
import { OpenScorecard } from './OpenScorecard.tsx';
import { ScorecardList } from './ScorecardList.tsx';
import { StartScorecard } from './StartScorecard.tsx';

interface Props {
  /** Where the site is served from, with a slash at the end. */
  base: string;
}

const CARD = /^#card=([A-Za-z0-9-]{8,64})$/;

/** Scorecards on screen: those kept here, the start of a new one, and one that is filled in. */
export function Scorecards({ base }: Props) {
  const store = useMemo(
    () =>
      openStore<Scorecard>('scorecards', {
        version: SCORECARD_VERSION,
        read: readScorecard,
        copy: copyOf,
      }),
    [],
  );
  const [rubric, setRubric] = useState<Rubric>();
  const [failed, setFailed] = useState(false);
  const [place, setPlace] = useState(location.hash);
  /** Scorecards of this page that the browser could not keep. */
  const [unkept] = useState(() => new Map<string, Scorecard>());

  const load = () => {
    setFailed(false);
    fetch(`${base}data/rubric.json`)
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setRubric((await response.json()) as Rubric);
      })
      .catch(() => setFailed(true));
  };
  useEffect(load, []);
  useEffect(() => {
    const follow = () => setPlace(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  if (failed) {
    return (
      <p role="alert">
        The rubric could not be loaded. Check the connection, then{' '}
        <button type="button" class="button" onClick={load}>
          try again
        </button>
      </p>
    );
  }
  if (!rubric) return <p role="status">Loading the rubric…</p>;

  const [, id] = CARD.exec(place) ?? [];
  if (id !== undefined) {
    return <OpenScorecard key={id} id={id} rubric={rubric} store={store} base={base} unkept={unkept.get(id)} />;
  }
  const open = (card: Scorecard, kept: boolean) => {
    if (!kept) unkept.set(card.id, card);
    // A new entry of the history, so that Back leads to where one came from.
    location.hash = `#card=${card.id}`;
  };
  return (
    <>
      {(isKit(place) || place.startsWith('#kit=')) && (
        <StartScorecard key={place} fragment={place} rubric={rubric} store={store} base={base} onStart={open} />
      )}
      <ScorecardList rubric={rubric} store={store} base={base} />
    </>
  );
}
