import { useMemo, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { isKit } from '../../kit/link.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import { openScorecards } from '../saved/scorecards.ts';
import { useFragment } from '../use-fragment.ts';
import { WithRubric } from '../WithRubric.tsx';
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
  return <WithRubric base={base}>{(rubric) => <Place base={base} rubric={rubric} />}</WithRubric>;
}

function Place({ base, rubric }: Props & { rubric: Rubric }) {
  const store = useMemo(openScorecards, []);
  const place = useFragment();
  /** Scorecards of this page that the browser could not keep. */
  const [unkept] = useState(() => new Map<string, Scorecard>());

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
