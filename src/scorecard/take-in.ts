import type { Rubric } from '../bank/schemas/rubric.ts';
import type { Scorecard } from './schema.ts';
import { foreign } from './standing.ts';

/** What becomes of the scorecards of a file. */
export interface Taken {
  /** To be saved. */
  readonly added: readonly Scorecard[];
  /** How many of them are copies, since another scorecard has their id. */
  readonly copies: number;
  /** How many were there already, exactly as they are. */
  readonly known: number;
}

/**
 * Sorts scorecards from elsewhere in beside those that are here. None that is here is ever replaced.
 *
 * @param occupied ids under which something lies that cannot be read
 * @param newId gives an id that no scorecard has
 * @returns the scorecards to save, or why nothing of the file can be used
 */
export function takeIn(
  rubric: Rubric,
  here: readonly Scorecard[],
  incoming: readonly Scorecard[],
  occupied: readonly string[],
  newId: () => string,
): Taken | { readonly problem: string } {
  for (const [index, card] of incoming.entries()) {
    const reason = foreign(rubric, card);
    if (reason) return { problem: `Scorecard ${index + 1} of ${incoming.length}: ${reason}.` };
  }
  const byId = new Map(here.map((card) => [card.id, card]));
  const fresh = incoming.filter((card) => {
    const other = byId.get(card.id);
    return !other || !sameScorecard(other, card);
  });
  const taken = new Set([...byId.keys(), ...occupied]);
  return {
    added: fresh.map((card) => (taken.has(card.id) ? { ...card, id: newId() } : card)),
    copies: fresh.filter(({ id }) => taken.has(id)).length,
    known: incoming.length - fresh.length,
  };
}

/** Whether two scorecards say the same; the order of their fields does not count. */
export function sameScorecard(one: Scorecard, other: Scorecard): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
