import { EXAMPLE } from '../rubric/example.ts';
import type { ScoredKit } from './schema.ts';
import { newScorecard } from './scorecard.ts';

/** A small kit for tests: two questions of one competency, one of another. */
export const KIT: ScoredKit = {
  title: 'Interview, 60 minutes',
  level: 'mid',
  role: 'generalist',
  stage: 'interview',
  minutes: 60,
  seed: 'A',
  opening: { minutes: 5, script: 'Welcome.' },
  questions: [
    { id: 'orm/lost-update', minutes: 20, title: 'Two customers?', competency: 'database' },
    { id: 'database/deadlocks', minutes: 10, title: 'Deadlock?', competency: 'database' },
    { id: 'security/csrf', minutes: 15, title: 'CSRF?', competency: 'security' },
  ],
  candidateQuestions: { minutes: 7 },
  close: { minutes: 3, script: 'Thank you.' },
};

/** A scorecard of that kit on which nothing is written yet. */
export const CARD = newScorecard(KIT, {
  id: '00000000-0000-4000-8000-000000000001',
  date: '2026-03-02',
  rubricVersion: EXAMPLE.version,
});
