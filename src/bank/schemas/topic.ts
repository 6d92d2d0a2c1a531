import { z } from 'astro/zod';

import { byLevel, day, distinct, keywords, sources, syllabusId, text } from './fields.ts';

/** Frontmatter of `content/topics/<topic>.mdx`; the body says what to look for. */
export const topicSchema = z.strictObject({
  title: text,
  /** One sentence for lists, search results and link previews. */
  summary: text.max(200),
  /** The table an interviewer reads first. */
  skills: z
    .array(
      z.strictObject({
        skill: text,
        /** What to find out, and how. */
        assess: text,
        /** What a strong candidate says or does. */
        strong: text,
      }),
    )
    .min(4)
    .max(10),
  /** What catches interviewers and candidates, each with what is true. */
  traps: z
    .array(z.strictObject({ trap: text, truth: text }))
    .min(3)
    .max(8),
  /** How this topic looks at each level. */
  levels: byLevel,
  sources,
  covers: distinct(syllabusId),
  keywords,
  reviewed: day,
});

export type TopicData = z.infer<typeof topicSchema>;
