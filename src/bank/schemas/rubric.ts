import { z } from 'astro/zod';

import { COMPETENCIES } from '../vocabulary.ts';
import { byLevel, byScore, text } from './fields.ts';

const id = z.string().regex(/^[a-z]+(-[a-z]+)*$/, { message: 'an id of lower-case words joined by hyphens' });

/** Anchors of one competency: for each level, what each score looks like. */
const anchors = z.strictObject({ junior: byScore, mid: byScore, senior: byScore, staff: byScore });

const competency = z.strictObject({
  id: z.enum(COMPETENCIES),
  name: text,
  /** What the row is about, in one or two sentences. */
  what: text,
  /** What someone at each level does on the job: the cell of the level matrix. */
  expects: byLevel,
  anchors,
});

/** A weight per competency; 0 leaves the row out. */
const weights = z.strictObject(
  Object.fromEntries(COMPETENCIES.map((name) => [name, z.int().min(0).max(5)])) as Record<
    (typeof COMPETENCIES)[number],
    z.ZodInt
  >,
);

/** `content/rubric.yaml`: the one source of every sheet, matrix and calculation. */
export const rubricSchema = z
  .strictObject({
    /** Raised when a change makes old scores incomparable. */
    version: z.int().min(1),
    scale: z.strictObject({
      scores: z.array(z.strictObject({ score: z.literal([1, 2, 3, 4]), label: text, meaning: text })).length(4),
      notAssessed: z.strictObject({ label: text, meaning: text }),
    }),
    competencies: z.array(competency),
    /** Role focuses. Weights are equal unless `reason` says why not. */
    roles: z.array(z.strictObject({ id, name: text, reason: text, weights })).min(1),
    /** Interview stages, and the rows each can honestly assess. */
    stages: z
      .array(
        z.strictObject({
          id,
          name: text,
          minutes: z.int().min(15).max(240),
          reason: text,
          competencies: z.array(z.enum(COMPETENCIES)).min(1),
        }),
      )
      .min(1),
    /** Rows that no total can buy back: below the bar there is no hire. */
    mustMeet: z
      .array(
        z.strictObject({
          competency: z.enum(COMPETENCIES),
          /** Lowest score that meets the bar, at every level: the anchors already rise with the level. */
          minimum: z.int().min(1).max(4),
          reason: text,
        }),
      )
      .min(1),
    /** Lowest weighted mean, from 1 to 4, that the wording of `meets` needs. */
    passThreshold: z.number().min(1).max(4),
    /** Smallest share of the weight, from 0 to 1, that must be scored before a result is shown. */
    coverageThreshold: z.number().min(0).max(1),
    /** What the sheet says once scores are in. It informs the interviewer's call and never makes it. */
    outcomes: z.strictObject({
      meets: z.strictObject({ label: text, meaning: text }),
      below: z.strictObject({ label: text, meaning: text }),
      barNotMet: z.strictObject({ label: text, meaning: text }),
      insufficientEvidence: z.strictObject({ label: text, meaning: text }),
    }),
    /** The interviewer's overall call: required, separate from the scores, four ways and no middle. */
    recommendations: z.array(z.strictObject({ id, label: text, meaning: text })).length(4),
  })
  .superRefine((value, context) => {
    const expect = (path: (string | number)[], found: readonly string[], allowed: readonly string[]) => {
      if (found.join() !== allowed.join()) {
        context.addIssue({ code: 'custom', path, message: `exactly, in this order: ${allowed.join(', ')}` });
      }
    };
    expect(
      ['competencies'],
      value.competencies.map((row) => row.id),
      COMPETENCIES,
    );
    expect(
      ['scale', 'scores'],
      value.scale.scores.map((row) => String(row.score)),
      ['1', '2', '3', '4'],
    );
    for (const list of ['roles', 'stages', 'recommendations'] as const) {
      const ids = value[list].map((row) => row.id);
      ids.forEach((name, index) => {
        if (ids.indexOf(name) !== index) {
          context.addIssue({ code: 'custom', path: [list, index, 'id'], message: 'each id once' });
        }
      });
    }
    value.roles.forEach((role, index) => {
      // A sheet of this role at this stage would have no row.
      for (const stage of value.stages) {
        if (stage.competencies.every((competency) => role.weights[competency] === 0)) {
          context.addIssue({
            code: 'custom',
            path: ['roles', index, 'weights'],
            message: `a weight above 0 for one of stage ${stage.id}: ${stage.competencies.join(', ')}`,
          });
        }
      }
    });
    if (!value.mustMeet.some((bar) => bar.competency === 'security')) {
      context.addIssue({ code: 'custom', path: ['mustMeet'], message: 'a bar for security at least' });
    }
  });

export type Rubric = z.infer<typeof rubricSchema>;
