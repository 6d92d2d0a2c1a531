import * as z from 'zod/mini';

import { LONGEST_TEXT } from '../rubric/result.ts';
import { scorecardSchema } from '../scorecard/schema.ts';

const text = (most: number) => z.string().check(z.maxLength(most));
const day = z.string().check(z.regex(/^(\d{4}-\d{2}-\d{2})?$/));
const initials = text(40);

/** What a panel may decide. */
export const DECISIONS = ['hire', 'no-hire', 'more-evidence'] as const;
export type Decision = (typeof DECISIONS)[number];

/** A panel's talk about one candidate, from the first scorecard that came in to the decision. */
export const debriefSchema = z.strictObject({
  id: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)),
  /** What a list calls it; empty for the candidate's code. */
  name: text(120),
  /** Day of the talk; empty until known. */
  date: day,
  /** Whose scorecards are waited for. */
  expected: z.array(initials).check(z.maxLength(20)),
  entries: z
    .array(
      z.strictObject({
        card: scorecardSchema,
        /** Whether it came in after others' scores had been shown. */
        late: z.boolean(),
      }),
    )
    .check(
      z.maxLength(20),
      z.refine((list) => new Set(list.map(({ card }) => card.id)).size === list.length, 'has a scorecard twice'),
    ),
  /** Missing until the scores are shown; then whom nobody waited for any more. */
  revealed: z.optional(z.strictObject({ without: z.array(initials).check(z.maxLength(20)) })),
  /** Missing until decided. */
  decision: z.optional(z.enum(DECISIONS)),
  rationale: text(LONGEST_TEXT),
  followUps: z.array(z.strictObject({ what: text(1_000), who: initials })).check(z.maxLength(30)),
});
export type Debrief = z.infer<typeof debriefSchema>;
