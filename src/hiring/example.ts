import type { ScoreValue } from '../rubric/result.ts';
import type { CardScores } from '../scorecard/card-scores.ts';

/** A scorecard for tests: one score in Database, which counts. */
export function scored(id: string, score: ScoreValue, fields: Partial<CardScores> = {}): CardScores {
  return {
    id,
    candidate: id,
    interviewer: 'AB',
    date: '2026-01-15',
    stage: 'interview',
    rubricVersion: 1,
    scores: [{ competency: 'database', score, counts: true }],
    outcome: 'meets',
    recommendation: 'yes',
    ...fields,
  };
}
