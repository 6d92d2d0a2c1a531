import { z } from 'astro/zod';

import { COMPETENCIES, KINDS, STATUSES } from '../vocabulary.ts';
import { byScore, day, distinct, keywords, levels, questionId, sources, syllabusId, text } from './fields.ts';

/** Frontmatter of `content/questions/<topic>/<slug>.mdx`. */
export const questionSchema = z
  .strictObject({
    /** The question as an interviewer would say it. */
    title: text.regex(/[?.]$/, { message: 'a question ending in "?" or an instruction ending in "."' }),
    /** What the candidate is asked to do. */
    kind: z.enum(KINDS),
    /** The rubric row that the score of this question feeds. */
    competency: z.enum(COMPETENCIES),
    /** The levels it is asked at; the answer ladder has exactly these rungs. */
    levels,
    /** What it takes to ask, answer and probe once. */
    minutes: z.int().min(2).max(90),
    /** One sentence: what the answer reveals. */
    tests: text,
    /** Code that the candidate is shown with the question, cut from samples, and what to say with it. */
    exhibit: z
      .strictObject({
        say: text.optional(),
        blocks: z
          .array(z.strictObject({ sample: text, block: text }))
          .min(1)
          .max(3),
      })
      .optional(),
    /** Probes for a first answer, each with what it separates. */
    followUps: z
      .array(z.strictObject({ ask: text, separates: text }))
      .min(2)
      .max(5),
    /** What most people say, and why that is wrong or not enough. */
    commonAnswer: z.strictObject({ says: text, but: text }),
    /** What should worry when said with confidence, why, and the fair exception where there is one. */
    redFlags: z
      .array(z.strictObject({ says: text, why: text, unless: text.optional() }))
      .min(1)
      .max(5),
    /** What an answer of each score does: observable behaviour. */
    anchors: byScore,
    sources,
    /** Syllabus points that this question covers. */
    covers: distinct(syllabusId),
    keywords,
    /** Ids that it had before it was renamed: links to kits that name them still find it. */
    formerly: distinct(questionId).default([]),
    /** Questions worth reading next. */
    related: distinct(questionId),
    /** Day on which the guide first had it; it stays when the question changes. The feed tells of it. */
    added: day,
    /** Changes that somebody who knows the question wants to hear of, oldest first: the feed tells of each. */
    changes: z.array(z.strictObject({ date: day, what: text })).default([]),
    /** Day of the last check against the current releases. */
    reviewed: day,
    status: z.enum(STATUSES),
    /** Why nobody should ask it any more; only with `status: retired`. */
    retiredBecause: text.optional(),
  })
  .superRefine((value, context) => {
    value.changes.forEach(({ date }, index) => {
      const before = value.changes[index - 1]?.date ?? value.added;
      if (date < before) {
        context.addIssue({ code: 'custom', path: ['changes', index, 'date'], message: `a day on or after ${before}` });
      }
    });
    if (value.status === 'retired' && value.retiredBecause === undefined) {
      context.addIssue({ code: 'custom', path: ['retiredBecause'], message: 'a reason, since status is retired' });
    }
    if (value.status === 'active' && value.retiredBecause !== undefined) {
      context.addIssue({ code: 'custom', path: ['retiredBecause'], message: 'no reason while status is active' });
    }
  });

export type QuestionData = z.infer<typeof questionSchema>;
