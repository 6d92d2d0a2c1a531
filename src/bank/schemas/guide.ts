import { z } from 'astro/zod';

import { day, distinct, keywords, sources, syllabusId, text } from './fields.ts';

/** Frontmatter of `content/guides/<guide>.mdx`. */
export const guideSchema = z.strictObject({
  title: text,
  /** One sentence for lists, search results and link previews. */
  summary: text.max(200),
  sources,
  covers: distinct(syllabusId),
  keywords,
  reviewed: day,
});

export type GuideData = z.infer<typeof guideSchema>;
