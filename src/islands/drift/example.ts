import type { MakeUp } from '../../hiring/made-up.ts';

/** What the source of made-up scorecards is called. */
export const EXAMPLE_NAME = 'Made-up scorecards';

/** Made-up scorecards to try the page with: in the last quarter, one row and one interviewer are stricter. */
export const EXAMPLE_PLAN: MakeUp = {
  seed: 'example',
  scorecards: 720,
  quarters: ['2025-07-01', '2025-10-01', '2026-01-01', '2026-04-01'],
  interviewers: ['AB', 'CD', 'EF', 'GH', 'IJ', 'KL'],
  questions: 1,
  evidence: 'Made up.',
  stricter: { competency: 'database', interviewer: 'GH' },
};
