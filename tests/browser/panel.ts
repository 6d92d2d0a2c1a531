import { toFile } from '../../src/scorecard/file.ts';
import type { Scorecard } from '../../src/scorecard/schema.ts';
import { newScorecard } from '../../src/scorecard/scorecard.ts';

type Score = 1 | 2 | 3 | 4;

const QUESTIONS = [
  ['orm/model-inheritance', 'data-modeling'],
  ['orm/lost-update', 'database'],
  ['drf/partial-updates', 'http-api'],
  ['auth-permissions/marketplace-access', 'security'],
] as const;

/**
 * A scorecard of the technical interview, by somebody, with notes beside each score.
 *
 * @param scores for data modelling, database, HTTP and APIs, and security
 */
export function cardBy(
  interviewer: string,
  scores: readonly (Score | undefined)[],
  about: Partial<Scorecard> = {},
): Scorecard {
  const card = newScorecard(
    {
      title: 'Technical interview, senior',
      level: 'senior',
      role: 'generalist',
      stage: 'technical-interview',
      minutes: 60,
      seed: 'A',
      opening: { minutes: 5, script: 'Welcome.' },
      questions: QUESTIONS.map(([id, competency]) => ({ id, competency, minutes: 12, title: id })),
      candidateQuestions: { minutes: 5 },
      close: { minutes: 2, script: 'Thank you.' },
    },
    { id: `card-of-${interviewer.toLowerCase()}`, date: '2026-11-20', rubricVersion: 1 },
  );
  const answers = Object.fromEntries(
    QUESTIONS.flatMap(([id], index) => {
      const score = scores[index];
      return score === undefined ? [] : [[id, { score, evidence: `${interviewer} heard ${id} at ${score}` }]];
    }),
  );
  return {
    ...card,
    candidate: 'C-17',
    interviewer,
    answers,
    recommendation: 'yes',
    rationale: `${interviewer} would work with them`,
    ...about,
  };
}

/** Scorecards as a file to hand to a page. */
export function fileOf(name: string, ...cards: readonly Scorecard[]) {
  return { name, mimeType: 'application/json', buffer: Buffer.from(toFile(cards)) };
}
