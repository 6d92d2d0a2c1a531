import type { Outcome } from '../rubric/result.ts';
import type { Dated } from './gather.ts';
import { dayNumber, quarterOf } from './quarters.ts';

/** After so many days without a meeting, the same code counts as a new candidate. */
export const NEW_AFTER_DAYS = 180;

/** What the scorecards of a candidate at a stage say together. */
export type StageOutcome = Outcome | 'divided' | 'unknown';

/** A candidate at a stage: all scorecards of it. */
export interface Visit {
  readonly stage: string;
  /** Quarter of its first day. */
  readonly quarter: string;
  readonly cards: readonly Dated[];
  readonly outcome: StageOutcome;
  /** Days from its first day to the first of the candidate's next stage; undefined for the last stage so far. */
  readonly daysToNext: number | undefined;
}

/**
 * The way of each candidate through the stages.
 *
 * @param stages ids in the rubric's order, which decides where two stages begin on one day
 */
export function visitsOf(cards: readonly Dated[], stages: readonly string[]): Visit[] {
  const place = (stage: string) => (stages.includes(stage) ? stages.indexOf(stage) : stages.length);
  return [...Map.groupBy(cards, ({ candidate }) => candidate).values()].flatMap(processes).flatMap((process) => {
    const steps = [...Map.groupBy(process, ({ stage }) => stage)]
      .map(([stage, list]) => ({ stage, list, day: Math.min(...list.map(dayOf)) }))
      .toSorted((a, b) => a.day - b.day || place(a.stage) - place(b.stage));
    return steps.map(({ stage, list, day }, index): Visit => {
      const next = steps[index + 1];
      const first = list.find((card) => dayOf(card) === day);
      return {
        stage,
        quarter: quarterOf(first?.date ?? '') ?? '',
        cards: list,
        outcome: together(list),
        daysToNext: next && next.day - day,
      };
    });
  });
}

/** A candidate's scorecards, divided where half a year lies between two. */
function processes(cards: readonly Dated[]): Dated[][] {
  const sorted = cards.toSorted((a, b) => dayOf(a) - dayOf(b));
  const found: Dated[][] = [];
  for (const card of sorted) {
    const last = found.at(-1);
    const before = last?.at(-1);
    if (last && before && dayOf(card) - dayOf(before) <= NEW_AFTER_DAYS) last.push(card);
    else found.push([card]);
  }
  return found;
}

function dayOf({ date }: Dated): number {
  return dayNumber(date) ?? 0;
}

/**
 * What several scorecards say together: the outcome that all with enough evidence have, or that they are divided. No
 * outcome is made from two that differ; that is what a debrief is for.
 */
function together(cards: readonly Dated[]): StageOutcome {
  const outcomes = new Set(cards.flatMap(({ outcome }) => outcome ?? []));
  const decided = [...outcomes].filter((outcome) => outcome !== 'insufficientEvidence');
  if (decided.length > 1) return 'divided';
  return decided[0] ?? (outcomes.size > 0 ? 'insufficientEvidence' : 'unknown');
}
