/**
 * The fixed vocabulary of the guide. Ids, types, addresses, styles and prose all use these words,
 * in this order; nothing else in the project lists them again.
 */

/** Seniority levels, lowest first. */
export const LEVELS = ['junior', 'mid', 'senior', 'staff'] as const;
export type Level = (typeof LEVELS)[number];

/** Rows of the rubric. */
export const COMPETENCIES = [
  'data-modeling',
  'database',
  'http-api',
  'security',
  'python',
  'operations',
  'system-design',
  'collaboration',
] as const;
export type Competency = (typeof COMPETENCIES)[number];

/** Rows that belong together on a sheet of the level matrix, in their order. */
export const COMPETENCY_GROUPS: readonly { id: string; name: string; competencies: readonly Competency[] }[] = [
  { id: 'data', name: 'Data', competencies: ['data-modeling', 'database'] },
  { id: 'web', name: 'Web', competencies: ['http-api', 'security'] },
  { id: 'code', name: 'Code and its running', competencies: ['python', 'operations'] },
  { id: 'systems', name: 'Systems and people', competencies: ['system-design', 'collaboration'] },
];

/** What a question asks the candidate to do. */
export const KINDS = ['concept', 'scenario', 'debugging', 'code-review', 'design', 'behavioral'] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds a syllabus point may have: those of questions, and four that only guides and exercises serve. */
export const SYLLABUS_KINDS = [...KINDS, 'skill', 'exercise', 'rubric', 'process'] as const;

/** Chapters, in reading order. */
export const TOPICS = [
  'fundamentals',
  'orm',
  'database',
  'http-views',
  'templates-forms',
  'admin',
  'migrations',
  'drf',
  'auth-permissions',
  'security',
  'python',
  'async',
  'testing',
  'caching',
  'tasks-queues',
  'deployment',
  'observability',
  'system-design',
  'collaboration',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Guides, in reading order: long-form pages that are not chapters of questions. */
export const GUIDES = ['seniority', 'rubric', 'interview-process', 'reviewer-training', 'for-candidates'] as const;
export type Guide = (typeof GUIDES)[number];

/** What a syllabus point may belong to: a chapter, a guide, or the exercises. */
export const SYLLABUS_TOPICS = [...TOPICS, ...GUIDES, 'exercises'] as const;
export type SyllabusTopic = (typeof SYLLABUS_TOPICS)[number];

/** Scores, lowest first. There is no middle to hide in, and "not assessed" is not a score. */
export const SCORES = ['1', '2', '3', '4'] as const;
export type Score = (typeof SCORES)[number];

export const STATUSES = ['active', 'retired'] as const;
export type Status = (typeof STATUSES)[number];

/** How each id is written for a reader. */
export const LABELS: Readonly<
  Record<Level | Competency | Kind | SyllabusTopic | (typeof SYLLABUS_KINDS)[number], string>
> = {
  junior: 'Junior',
  mid: 'Mid',
  senior: 'Senior',
  staff: 'Staff',
  'data-modeling': 'Data modelling',
  database: 'Database',
  'http-api': 'HTTP and APIs',
  security: 'Security',
  python: 'Python',
  operations: 'Operations',
  'system-design': 'System design',
  collaboration: 'Collaboration',
  concept: 'Concept',
  scenario: 'Scenario',
  debugging: 'Debugging',
  'code-review': 'Code review',
  design: 'Design',
  behavioral: 'Behavioural',
  skill: 'Skill',
  exercise: 'Exercise',
  rubric: 'Rubric',
  process: 'Process',
  fundamentals: 'Fundamentals',
  orm: 'ORM',
  'http-views': 'HTTP and views',
  'templates-forms': 'Templates and forms',
  admin: 'Admin',
  migrations: 'Migrations',
  drf: 'Django REST framework',
  'auth-permissions': 'Authentication and permissions',
  async: 'Async',
  testing: 'Testing',
  caching: 'Caching',
  'tasks-queues': 'Tasks and queues',
  deployment: 'Deployment',
  observability: 'Observability',
  seniority: 'Seniority',
  'interview-process': 'Interview process',
  'reviewer-training': 'Reviewer training',
  'for-candidates': 'For candidates',
  exercises: 'Exercises',
};
