import type { Rating } from '../rubric/result.ts';
import { CARD } from '../scorecard/example.ts';
import type { Scorecard } from '../scorecard/schema.ts';

/** A scorecard for tests: the small kit of `src/scorecard/example.ts`, with notes beside each score given. */
export function scored(
  interviewer: string,
  scores: Readonly<Record<string, Rating['score']>> = { 'orm/lost-update': 3, 'security/csrf': 3 },
  about: Partial<Scorecard> = {},
): Scorecard {
  const answers = Object.fromEntries(
    Object.entries(scores).map(([id, score]) => [id, { score, evidence: `${interviewer} heard it` }]),
  );
  return { ...CARD, id: `00000000-${interviewer}`, candidate: 'C-1', interviewer, answers, ...about };
}
