import type { Rubric } from '../../bank/schemas/rubric.ts';
import { toFile } from '../../scorecard/file.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import { foreign } from '../../scorecard/standing.ts';
import type { Store } from '../../store/store.ts';
import { OpenKept } from '../saved/OpenKept.tsx';
import { saveFile } from '../saved/save-file.ts';
import { ScorecardSheet } from './ScorecardSheet.tsx';

interface Props {
  id: string;
  rubric: Rubric;
  store: Store<Scorecard>;
  base: string;
  /** The scorecard, where the browser could not keep it. */
  unkept: Scorecard | undefined;
}

/** Reads a scorecard from this browser, and shows it or says why not. */
export function OpenScorecard({ id, rubric, store, base, unkept }: Props) {
  return (
    <OpenKept
      id={id}
      store={store}
      noun="scorecard"
      unkept={unkept}
      fault={(card) => foreign(rubric, card)}
      onSave={(card) => saveFile('scorecard.json', 'application/json', toFile([card]))}
    >
      {(card, revision) => (
        <ScorecardSheet initial={card} revision={revision} rubric={rubric} store={store} base={base} />
      )}
    </OpenKept>
  );
}
