import { readScorecard, SCORECARD_VERSION } from '../../scorecard/file.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import { copyOf } from '../../scorecard/scorecard.ts';
import { openStore, type Store } from '../../store/store.ts';

/** The scorecards of this browser. */
export function openScorecards(): Store<Scorecard> {
  return openStore('scorecards', { version: SCORECARD_VERSION, read: readScorecard, copy: copyOf });
}
