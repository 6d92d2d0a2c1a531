import type { Rubric } from '../bank/schemas/rubric.ts';
import { COMPETENCIES, LEVELS } from '../bank/vocabulary.ts';

const words = { label: 'Label', meaning: 'Meaning.' };
const byScore = { '1': 'One.', '2': 'Two.', '3': 'Three.', '4': 'Four.' };
const even = Object.fromEntries(COMPETENCIES.map((id) => [id, 1])) as Rubric['roles'][number]['weights'];

/** A small rubric for tests: round numbers, one bar, two roles, two stages. */
export const EXAMPLE: Rubric = {
  version: 1,
  scale: { scores: ([1, 2, 3, 4] as const).map((score) => ({ score, ...words })), notAssessed: words },
  competencies: COMPETENCIES.map((id) => ({
    id,
    name: id,
    what: 'What.',
    expects: Object.fromEntries(LEVELS.map((level) => [level, level])) as Record<(typeof LEVELS)[number], string>,
    anchors: { junior: byScore, mid: byScore, senior: byScore, staff: byScore },
  })),
  roles: [
    { id: 'generalist', name: 'Generalist', reason: 'Equal.', weights: even },
    { id: 'api', name: 'API', reason: 'APIs first.', weights: { ...even, 'http-api': 5, operations: 0 } },
  ],
  stages: [
    {
      id: 'interview',
      name: 'Interview',
      minutes: 60,
      reason: 'Broad.',
      competencies: ['database', 'http-api', 'security', 'python', 'operations'],
    },
    { id: 'design', name: 'Design', minutes: 60, reason: 'Systems.', competencies: ['system-design', 'data-modeling'] },
  ],
  mustMeet: [{ competency: 'security', minimum: 2, reason: 'Safety.' }],
  passThreshold: 3,
  coverageThreshold: 0.8,
  outcomes: { meets: words, below: words, barNotMet: words, insufficientEvidence: words },
  recommendations: ['strong-no', 'no', 'yes', 'strong-yes'].map((id) => ({ id, ...words })),
};
