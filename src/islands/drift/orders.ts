import type { Findings, Wish } from '../../hiring/desk.ts';
import type { Reading } from '../../scorecard/card-scores.ts';
import type { Scorecard } from '../../scorecard/schema.ts';

/** What the page asks of the worker, which holds the scorecards and counts. */
export type Order =
  | { readonly type: 'begin'; readonly rubric: Reading }
  | { readonly type: 'open'; readonly files: readonly File[] }
  /** Scorecards that this browser keeps. */
  | { readonly type: 'take'; readonly name: string; readonly scorecards: readonly Scorecard[] }
  | { readonly type: 'make-up' }
  | { readonly type: 'remove'; readonly name: string }
  | { readonly type: 'wish'; readonly wish: Wish };

/** What comes back for each order but the first, in their order. */
export interface Answer {
  readonly findings: Findings;
  /** Milliseconds. */
  readonly took: { readonly reading: number; readonly counting: number };
}
