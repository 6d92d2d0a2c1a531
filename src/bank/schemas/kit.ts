import { z } from 'astro/zod';

import { LEVELS } from '../vocabulary.ts';
import { questionId, text } from './fields.ts';

/** `content/kits/<slug>.yaml`: one interview, the same for every candidate. */
export const kitSchema = z.strictObject({
  title: text,
  /** One sentence for lists, search results and link previews. */
  summary: text.max(200),
  level: z.enum(LEVELS),
  /** A role of the rubric, by id. */
  role: text,
  /** A stage of the rubric, by id. */
  stage: text,
  /** Length of the whole meeting; the parts add up to it. */
  minutes: z.int().min(15).max(240),
  /** The loop that this kit is a part of, and which; a loop asks nothing twice. */
  loop: z.strictObject({ id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), part: z.int().min(1) }).optional(),
  /** Read out word for word, so that every candidate hears the same. */
  opening: z.strictObject({ minutes: z.int().min(1), script: text }),
  /** Asked in this order. */
  questions: z
    .array(z.strictObject({ id: questionId, minutes: z.int().min(1) }))
    .min(1)
    .superRefine((value, context) => {
      const ids = value.map(({ id }) => id);
      ids.forEach((id, index) => {
        if (ids.indexOf(id) !== index) {
          context.addIssue({ code: 'custom', path: [index, 'id'], message: 'each question once' });
        }
      });
    }),
  /** The candidate's own questions. */
  candidateQuestions: z.strictObject({ minutes: z.int().min(1) }),
  close: z.strictObject({ minutes: z.int().min(1), script: text }),
});

export type KitData = z.infer<typeof kitSchema>;
