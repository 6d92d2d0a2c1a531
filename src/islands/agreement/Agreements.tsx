import { useMemo, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { admitToSession } from '../../debrief/admit.ts';
import { sessionOf } from '../../debrief/side-by-side.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import { nameOf } from '../../scorecard/scorecard.ts';
import { BringScorecards } from '../bring/BringScorecards.tsx';
import { openScorecards } from '../saved/scorecards.ts';
import { WithRubric } from '../WithRubric.tsx';
import { AgreementFigures } from './AgreementFigures.tsx';

interface Props {
  /** Where the site is served from, with a slash at the end. */
  base: string;
}

/** A calibration session: scorecards are brought, and agreement is said in figures and words. Nothing is kept. */
export function Agreements({ base }: Props) {
  return <WithRubric base={base}>{(rubric) => <Session rubric={rubric} />}</WithRubric>;
}

function Session({ rubric }: { rubric: Rubric }) {
  const store = useMemo(openScorecards, []);
  const [cards, setCards] = useState<readonly Scorecard[]>([]);
  const session = useMemo(() => sessionOf(rubric, cards), [rubric, cards]);
  /** What is in, also between two renderings: several files come one after the other. */
  const [latest] = useState<{ cards: readonly Scorecard[] }>(() => ({ cards: [] }));
  const keep = (next: readonly Scorecard[]) => {
    latest.cards = next;
    setCards(next);
  };
  return (
    <>
      <BringScorecards
        store={store}
        onBring={(brought) => {
          const admission = admitToSession(rubric, latest.cards, brought);
          keep([...latest.cards, ...admission.admitted]);
          return admission;
        }}
      />
      {cards.length === 0 ? (
        <p class="mt-4">
          Bring the scorecards of two raters or more. They stay on this page, and are gone when it is closed.
        </p>
      ) : (
        <details class="mt-4" open={cards.length < 7}>
          <summary>
            {cards.length} scorecards: {session.raters.length} raters, {session.candidates.length}{' '}
            {session.candidates.length === 1 ? 'candidate' : 'candidates'}
          </summary>
          <ul class="mt-2">
            {cards.map((card) => (
              <li key={card.id} class="flex flex-wrap items-baseline gap-3 border-t border-rule py-2">
                <span class="grow">
                  {nameOf(card)} <span class="meta">by {card.interviewer.trim()}</span>
                </span>
                <button
                  type="button"
                  class="small-button screen-only"
                  aria-label={`Leave out: ${nameOf(card)} by ${card.interviewer}`}
                  onClick={() => keep(latest.cards.filter(({ id }) => id !== card.id))}
                >
                  Leave out
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {cards.length > 0 && <AgreementFigures session={session} scale={rubric.scale} />}
    </>
  );
}
