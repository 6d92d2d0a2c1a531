import { z } from 'astro/zod';

import { questionId, text } from './fields.ts';

/** One interviewer's filled-in cards and call. */
const card = z.strictObject({
  /** Who wrote it: "Interviewer A"; no names. */
  interviewer: text,
  /** One per question of the kit, in its order. */
  answers: z
    .array(
      z.strictObject({
        id: questionId,
        score: z.literal([1, 2, 3, 4]),
        /** Notes as taken in the meeting: what was said or done. */
        evidence: text,
      }),
    )
    .min(1),
  /** A recommendation of the rubric, by id. */
  recommendation: text,
  rationale: text,
});

/** `content/packets/<slug>.yaml`: a kit as it looks when it was used, to show what good notes are. */
export const packetSchema = z.strictObject({
  title: text,
  summary: text.max(200),
  /** The kit that was used, by id. */
  kit: text,
  cards: z.array(card).min(1),
  /** What to notice in these notes. */
  notice: z.array(text).min(2),
});

export type PacketData = z.infer<typeof packetSchema>;
