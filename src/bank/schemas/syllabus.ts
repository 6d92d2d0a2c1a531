import { z } from 'astro/zod';

import { LEVELS, SYLLABUS_KINDS, SYLLABUS_TOPICS } from '../vocabulary.ts';
import { syllabusId, text } from './fields.ts';

/** One point that the guide promises to cover. */
export const syllabusPointSchema = z.strictObject({
  id: syllabusId,
  topic: z.enum(SYLLABUS_TOPICS),
  kind: z.enum(SYLLABUS_KINDS),
  /** The lowest level at which it is asked. */
  level: z.enum(LEVELS),
  text,
});

/** `content/syllabus.yaml`: the promise, in reading order. */
export const syllabusSchema = z.array(syllabusPointSchema).min(1);

export type SyllabusPoint = z.infer<typeof syllabusPointSchema>;
