import type { CardScores } from '../scorecard/card-scores.ts';
import { quarterOf } from './quarters.ts';

/** A scorecard that can be counted: it has a candidate, and a day that the calendar has. */
export interface Dated extends CardScores {
  /** `2026-Q1`. */
  readonly quarter: string;
}

/** What of all that was read can be counted, and what cannot. */
export interface Gathered {
  /** Each scorecard once. */
  readonly cards: readonly Dated[];
  /** How many more times one of them was read. */
  readonly repeated: number;
  /** Ids that were read with different contents: nobody knows which is right, so none is counted. */
  readonly differing: readonly string[];
  /** Ids of scorecards without a day, or with one that no calendar has. */
  readonly undated: readonly string[];
  /** Ids of scorecards without a candidate's code. */
  readonly nameless: readonly string[];
}

/** Puts together what was read from several places. */
export function gather(sources: readonly (readonly CardScores[])[]): Gathered {
  const byId = new Map<string, CardScores>();
  const differing = new Set<string>();
  let repeated = 0;
  for (const card of sources.flat()) {
    const before = byId.get(card.id);
    if (!before) byId.set(card.id, card);
    else if (sameScores(before, card)) repeated += 1;
    else differing.add(card.id);
  }
  const cards: Dated[] = [];
  const [undated, nameless]: [string[], string[]] = [[], []];
  for (const card of byId.values()) {
    const quarter = quarterOf(card.date);
    if (differing.has(card.id)) continue;
    else if (card.candidate === '') nameless.push(card.id);
    else if (quarter === undefined) undated.push(card.id);
    else cards.push({ ...card, quarter });
  }
  return { cards, repeated, differing: [...differing], undated, nameless };
}

/** Whether two readings of a scorecard say the same; only one of them may know the outcome. */
function sameScores(one: CardScores, other: CardScores): boolean {
  const written = (card: CardScores) =>
    JSON.stringify([
      card.candidate,
      card.interviewer,
      card.date,
      card.stage,
      card.rubricVersion,
      card.recommendation,
      ...card.scores.map(({ competency, score, counts }) => `${competency} ${score} ${counts}`).toSorted(),
    ]);
  return (
    written(one) === written(other) &&
    (one.outcome === other.outcome || one.outcome === undefined || other.outcome === undefined)
  );
}

/** Scorecards by version of the rubric, the latest first; only those of one version can be compared. */
export function versionsOf(cards: readonly CardScores[]): { version: number; cards: number }[] {
  return [...Map.groupBy(cards, ({ rubricVersion }) => rubricVersion)]
    .map(([version, list]) => ({ version, cards: list.length }))
    .toSorted((a, b) => b.version - a.version);
}

/** The quarters in which there are scorecards, in their order. */
export function quartersOf(cards: readonly Dated[]): string[] {
  return [...new Set(cards.map(({ quarter }) => quarter))].toSorted();
}
