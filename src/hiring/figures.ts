import type { Rubric } from '../bank/schemas/rubric.ts';
import { LEAST_CANDIDATES } from '../rubric/drift.ts';
import { type Dated, quartersOf } from './gather.ts';
import { type StageOutcome, type Visit, visitsOf } from './visits.ts';
import { type Rate, wilson } from './wilson.ts';

/** Figures of one stage. */
export interface StageFigures {
  readonly stage: string;
  /** Candidates seen at it. */
  readonly candidates: number;
  readonly scorecards: number;
  /** Candidates by what their scorecards say together. */
  readonly outcomes: Readonly<Record<StageOutcome, number>>;
  /** Candidates with an outcome that is clear or divided: those that the pass rate is a share of. */
  readonly decided: number;
  /** Share of them whose scorecards all meet the standard; withheld below `LEAST_CANDIDATES`. */
  readonly pass: Rate | undefined;
  /** Candidates who were seen at a later stage. */
  readonly wentOn: number;
  /** Days from the first meeting at this stage to the first at the next; withheld below `LEAST_CANDIDATES`. */
  readonly days: { readonly median: number; readonly shortest: number; readonly longest: number } | undefined;
  /** Scorecards by recommendation, in the rubric's order; the last are those without one. */
  readonly recommendations: readonly number[];
}

/** Figures of a period: a stage that nobody was seen at is left out. */
export interface Figures {
  /** `2026-Q1`, or all of them. */
  readonly period: string;
  readonly stages: readonly StageFigures[];
}

export const ALL_QUARTERS = 'all';

/**
 * Counts for each stage, in the rubric's order: over all quarters, and for each. A candidate counts in the quarter of
 * their first meeting at the stage, and so once.
 *
 * @param cards of one version of the rubric
 */
export function hiringFigures(
  rubric: Pick<Rubric, 'recommendations'> & { readonly stages: readonly Pick<Rubric['stages'][number], 'id'>[] },
  cards: readonly Dated[],
): Figures[] {
  const known = rubric.stages.map(({ id }) => id);
  const visits = visitsOf(cards, known);
  const unknown = [...new Set(visits.map(({ stage }) => stage))].filter((stage) => !known.includes(stage));
  const stages = [...known, ...unknown.toSorted()];
  const calls = rubric.recommendations.map(({ id }) => id);
  const of = (period: string, list: readonly Visit[]): Figures => {
    const byStage = Map.groupBy(list, ({ stage }) => stage);
    return {
      period,
      stages: stages.flatMap((stage) => {
        const there = byStage.get(stage);
        return there ? [stageFigures(stage, there, calls)] : [];
      }),
    };
  };
  const byQuarter = Map.groupBy(visits, ({ quarter }) => quarter);
  return [of(ALL_QUARTERS, visits), ...quartersOf(cards).map((quarter) => of(quarter, byQuarter.get(quarter) ?? []))];
}

function stageFigures(stage: string, visits: readonly Visit[], calls: readonly string[]): StageFigures {
  const outcomes = { meets: 0, below: 0, barNotMet: 0, divided: 0, insufficientEvidence: 0, unknown: 0 };
  for (const { outcome } of visits) outcomes[outcome] += 1;
  const decided = outcomes.meets + outcomes.below + outcomes.barNotMet + outcomes.divided;
  const days = visits.flatMap(({ daysToNext }) => daysToNext ?? []).toSorted((a, b) => a - b);
  const recommendations = [...calls, ''].map(() => 0);
  for (const { recommendation } of visits.flatMap(({ cards }) => cards)) {
    const place = calls.includes(recommendation) ? calls.indexOf(recommendation) : calls.length;
    recommendations[place] = (recommendations[place] ?? 0) + 1;
  }
  return {
    stage,
    candidates: visits.length,
    scorecards: visits.reduce((sum, { cards }) => sum + cards.length, 0),
    outcomes,
    decided,
    pass: decided < LEAST_CANDIDATES ? undefined : wilson(outcomes.meets, decided),
    wentOn: days.length,
    days: days.length < LEAST_CANDIDATES ? undefined : spreadOf(days),
    recommendations,
  };
}

function spreadOf(sorted: readonly number[]): StageFigures['days'] {
  const at = (place: number) => sorted[place] ?? 0;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    shortest: at(0),
    longest: at(sorted.length - 1),
  };
}
