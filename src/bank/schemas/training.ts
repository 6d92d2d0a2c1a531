import { z } from 'astro/zod';

import { LEVELS } from '../vocabulary.ts';
import { questionId, text } from './fields.ts';

/** `content/training/<topic>--<slug>.yaml`: written answers to one question, which reviewers score before they see the key. */
export const trainingSchema = z.strictObject({
  question: questionId,
  answers: z
    .array(
      z.strictObject({
        /** A letter; what a list calls the answer. */
        id: z.string().regex(/^[a-z]$/, { message: 'one letter, a to z' }),
        /** The level that the person is interviewed for. */
        level: z.enum(LEVELS),
        /** As it was spoken, written down. */
        answer: text,
        /** By the question's anchors. */
        score: z.literal([1, 2, 3, 4]),
        /** Why this score and no other, in the answer's own words. */
        reason: text,
        /** What would have made it one more; for a 4, what makes it one. */
        oneMore: text,
      }),
    )
    .min(3)
    .superRefine((answers, context) => {
      const ids = answers.map(({ id }) => id);
      ids.forEach((id, index) => {
        if (ids.indexOf(id) !== index)
          context.addIssue({ code: 'custom', path: [index, 'id'], message: 'each letter once' });
      });
    }),
});

export type TrainingData = z.infer<typeof trainingSchema>;
