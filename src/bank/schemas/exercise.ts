import { z } from 'astro/zod';

import { COMPETENCIES, KINDS, LEVELS, STATUSES } from '../vocabulary.ts';
import { byScore, day, distinct, keywords, levels, sources, syllabusId, text } from './fields.ts';

/** Where an exercise is done: in a meeting, alone with a time box, or either. */
export const SETTINGS = ['interview', 'home', 'either'] as const;

/** How much harm a planted flaw does. */
export const SEVERITIES = ['critical', 'major', 'minor'] as const;

/** A test of a Django project, as Django's runner names it. */
const test = z.string().regex(/^[A-Za-z_][\w]*(\.[A-Za-z_]\w*)+$/, { message: 'a test, written module.Class.test' });

/** `content/exercises/<slug>/exercise.yaml`: what the interviewer has beside the brief and the two projects. */
export const exerciseSchema = z
  .strictObject({
    title: text,
    /** One sentence for lists, search results and link previews. */
    summary: text.max(200),
    kind: z.enum(KINDS),
    /** The rubric row that its score feeds. */
    competency: z.enum(COMPETENCIES),
    setting: z.enum(SETTINGS),
    levels,
    /** The candidate's time box. */
    minutes: z.int().min(15).max(240),
    /** What the interviewer says with it. */
    prompt: text,
    /** What has to hold at the end. */
    acceptance: z.array(text).min(2),
    /** For time that is left, and what to look for in each. */
    stretch: z.array(text).default([]),
    /** The project that the candidate opens; none where they bring their own. */
    project: z
      .strictObject({
        /** Exactly these tests fail in the starter, on SQLite; in the solution all pass. */
        fails: distinct(test),
        /** The same on PostgreSQL, where it may be run as well because the point needs it. */
        postgresql: z.strictObject({ fails: distinct(test) }).optional(),
        /** What commands of its `manage.py` print in the starter and in the solution; of several, what the last one prints. */
        evidence: z
          .strictObject({ commands: z.array(text).min(1), before: z.string().min(1), after: z.string().min(1) })
          .optional(),
      })
      .optional(),
    /** Flaws that were planted, each proven by a test in `proofs/` that finds it in the starter only. */
    flaws: z
      .array(
        z.strictObject({
          /** File and function or lines. */
          where: text,
          what: text,
          repair: text,
          severity: z.enum(SEVERITIES),
          /** The lowest level that is expected to find it unprompted. */
          expected: z.enum(LEVELS),
          proof: test,
        }),
      )
      .default([]),
    /** How the time box is meant to be spent; adds up to it. */
    timePlan: z.array(z.strictObject({ minutes: z.int().min(1), what: text })).min(2),
    /** Help that everybody gets alike, and when. */
    hints: z.array(z.strictObject({ when: text, hint: text })).min(1),
    /** What each score does, at each of its levels. */
    anchors: z.partialRecord(z.enum(LEVELS), byScore),
    debrief: z.array(z.strictObject({ ask: text, separates: text })).min(2),
    /** Other forms of it that are as hard and as fair. */
    variations: z.array(text).min(1),
    /** What must not enter the score. */
    notGraded: z.array(text).min(1),
    /** How the time box was tried, and what is not known. */
    tried: text,
    sources,
    covers: distinct(syllabusId),
    keywords,
    reviewed: day,
    status: z.enum(STATUSES),
  })
  .superRefine((value, context) => {
    const sum = value.timePlan.reduce((minutes, part) => minutes + part.minutes, 0);
    if (sum !== value.minutes) {
      context.addIssue({ code: 'custom', path: ['minutes'], message: `the sum of its time plan, ${sum}` });
    }
    const anchored = Object.keys(value.anchors);
    if (LEVELS.filter((level) => anchored.includes(level)).join() !== value.levels.join()) {
      context.addIssue({
        code: 'custom',
        path: ['anchors'],
        message: `anchors for exactly ${value.levels.join(', ')}`,
      });
    }
  });

export type ExerciseData = z.infer<typeof exerciseSchema>;
