import { z } from 'astro/zod';

import { LEVELS } from '../vocabulary.ts';

/** Plain words, with inline Markdown (code, emphasis, links) where a page renders them. */
export const text = z.string().trim().min(1);

/** A day, `YYYY-MM-DD`. Astro's YAML reader hands dates over as `Date`, ours as strings. */
export const day = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date('a day, written YYYY-MM-DD'),
);

/** An https reference; the content check sees that documentation with versions names the one it was read in. */
export const source = z.strictObject({ title: text, url: z.url({ protocol: /^https$/ }) });

export const sources = z.array(source).min(1);

/** Levels in the fixed order, each once. */
export const levels = z
  .array(z.enum(LEVELS))
  .min(1)
  .superRefine((value, context) => {
    const order = LEVELS.filter((level) => value.includes(level));
    if (order.join() !== value.join()) {
      context.addIssue({ code: 'custom', message: `each level once, lowest first: [${order.join(', ')}]` });
    }
  });

/** `<topic>/<slug>`, the id of a question. */
export const questionId = z.string().regex(/^[a-z0-9-]+\/[a-z0-9]+(-[a-z0-9]+)*$/, {
  message: 'a question id, written <topic>/<slug>',
});

/** `<topic>-<three digits>`, the id of a syllabus point. */
export const syllabusId = z.string().regex(/^[a-z-]+-\d{3}$/, {
  message: 'a syllabus id, written <topic>-<three digits>',
});

/** A list without repeats. */
export function distinct<T extends z.ZodType>(item: T) {
  return z.array(item).superRefine((value, context) => {
    value.forEach((entry, index) => {
      if (value.indexOf(entry) !== index) {
        context.addIssue({ code: 'custom', path: [index], message: 'each entry once' });
      }
    });
  });
}

/** One text per level. */
export const byLevel = z.strictObject({ junior: text, mid: text, senior: text, staff: text });

/** One text per score: the behavioural anchors. */
export const byScore = z.strictObject({ '1': text, '2': text, '3': text, '4': text });

/** Words that people type for this page and that its text does not say; read by the search only. */
export const keywords = distinct(text.max(40)).max(12).default([]);
