import * as z from 'zod/mini';

import { COMPETENCIES, LEVELS } from '../bank/vocabulary.ts';
import { LONGEST_TEXT } from '../rubric/result.ts';

// Under the pages' policy no code is made from text; zod would try to, to be faster.
z.config({ jitless: true });

/** Longest meeting, in minutes; also the longest part of one. */
const LONGEST = 240;
const minutes = z.int().check(z.gte(1), z.lte(LONGEST));
const text = (most: number) => z.string().check(z.maxLength(most));
const name = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/));
const questionId = z.string().check(z.regex(/^[a-z0-9-]{1,40}\/[a-z0-9-]{1,80}$/));
const milliseconds = z.number().check(z.gte(0), z.lte(1e15));
const notes = text(LONGEST_TEXT);

const rating = z.strictObject({
  /** Missing until something is chosen; "not assessed" is a choice, and not a score. */
  score: z.optional(z.union([z.literal([1, 2, 3, 4]), z.literal('not-assessed')])),
  evidence: notes,
});

/** A kit as a scorecard keeps it: complete, so that it can be read when the guide has moved on. */
const scoredKit = z.strictObject({
  title: text(300),
  level: z.enum(LEVELS),
  role: name,
  stage: name,
  minutes,
  seed: text(40),
  opening: z.strictObject({ minutes, script: text(5_000) }),
  questions: z
    .array(z.strictObject({ id: questionId, minutes, title: text(1_000), competency: z.enum(COMPETENCIES) }))
    .check(
      z.maxLength(60),
      z.refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'asks a question twice'),
    ),
  candidateQuestions: z.strictObject({ minutes }),
  close: z.strictObject({ minutes, script: text(5_000) }),
});
export type ScoredKit = z.infer<typeof scoredKit>;

/** One interviewer's record of one meeting. */
export const scorecardSchema = z
  .strictObject({
    id: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)),
    rubricVersion: z.int().check(z.gte(1), z.lte(1_000)),
    kit: scoredKit,
    /** What a list calls it; empty for the candidate and the kit. */
    name: text(120),
    /** A code or initials; no field asks for more. */
    candidate: text(40),
    interviewer: text(40),
    /** Day of the meeting, `2026-11-21`; empty until known. */
    date: z.string().check(z.regex(/^(\d{4}-\d{2}-\d{2})?$/)),
    /** By the question's id. */
    answers: z.record(questionId, rating),
    /** Rows that were set apart from what their questions give; the evidence is the reason. */
    rows: z.partialRecord(z.enum(COMPETENCIES), rating),
    /** Id of a recommendation of the rubric; empty until chosen. */
    recommendation: z.string().check(z.regex(/^[a-z-]{0,40}$/)),
    rationale: notes,
    timer: z.strictObject({
      elapsed: milliseconds,
      since: z.optional(milliseconds),
      part: z.int().check(z.gte(0), z.lte(100)),
      entered: milliseconds,
    }),
  })
  .check(
    z.refine(({ kit, answers }) => {
      const asked = new Set(kit.questions.map(({ id }) => id));
      return Object.keys(answers).every((id) => asked.has(id));
    }, 'has an answer to a question that its kit does not ask'),
  );
export type Scorecard = z.infer<typeof scorecardSchema>;
