/** One page of every kind: the first of a list that never changes its order. */
export const TEMPLATES = {
  question: '/questions/orm/select-related-or-prefetch-related/',
  topic: '/topics/orm/',
  guide: '/guides/rubric/',
  training: '/guides/reviewer-training/',
  home: '/',
  catalogue: '/questions/',
  topics: '/topics/',
  guides: '/guides/',
  levels: '/levels/',
  rubric: '/rubric/',
  kits: '/kits/',
  kit: '/kits/mid-interview-60/',
  candidate: '/kits/mid-interview-60/candidate/',
  packet: '/kits/examples/clear-yes/',
  builder: '/kits/builder/',
  scorecards: '/kits/scorecards/',
  debrief: '/debrief/',
  agreement: '/debrief/agreement/',
  drift: '/debrief/drift/',
  exercises: '/exercises/',
  exercise: '/exercises/slow-order-list/',
  interviewer: '/exercises/slow-order-list/interviewer/',
  search: '/search/',
  syllabus: '/syllabus/',
  about: '/about/',
  missing: '/404.html',
} as const;

export type Template = keyof typeof TEMPLATES;

/** Bytes, gzipped, of everything that a first visit loads before the reader does anything. */
export const BUDGETS: Record<Template, number> = {
  // Holds for every question, see `tests/built/weight.test.ts`.
  question: 25_000,
  topic: 30_000,
  guide: 25_000,
  training: 25_000,
  home: 20_000,
  // A page of fifty questions, however many there are.
  catalogue: 25_000,
  // These list every question or point of the syllabus.
  syllabus: 55_000,
  about: 40_000,
  topics: 20_000,
  guides: 20_000,
  levels: 25_000,
  kits: 20_000,
  // With a script that looks whether one of its questions leaked.
  kit: 26_000,
  candidate: 20_000,
  packet: 25_000,
  // Interactive sheets, with the words that they fill in.
  rubric: 60_000,
  builder: 60_000,
  scorecards: 72_000,
  debrief: 70_000,
  agreement: 63_000,
  // The rubric is most of it; the worker and the drawings come when they are needed.
  drift: 65_000,
  exercises: 20_000,
  exercise: 25_000,
  interviewer: 25_000,
  search: 20_000,
  missing: 20_000,
};
