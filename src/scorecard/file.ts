import type * as z from 'zod/mini';

import { allowed, found } from '../bank/check/issue-words.ts';
import { fieldName } from '../bank/check/problem.ts';
import { type Envelope, readEnvelope, toEnvelope } from '../store/envelope.ts';
import { type Step, upgrade } from '../store/versions.ts';
import { type Scorecard, scorecardSchema } from './schema.ts';

export const SCORECARD_FILE: Envelope = {
  format: 'django-interview-guide/scorecards',
  otherwise: 'The file holds no scorecards',
  largest: 2_000_000,
};

/** From each version of the format to the next; there has been one so far. */
export const SCORECARD_STEPS: readonly Step[] = [];

/** Version of the format that is written. */
export const SCORECARD_VERSION = SCORECARD_STEPS.length + 1;

export type ReadScorecards = { readonly scorecards: readonly Scorecard[] } | { readonly problem: string };

/**
 * Scorecards as a file: JSON, indented for reading, with the format's name and version.
 *
 * `{"format": "django-interview-guide/scorecards", "version": 1, "scorecards": [{"id", "rubricVersion", "kit",
 * "candidate", "interviewer", "date", "answers", "rows", "recommendation", "rationale", "timer"}]}`
 */
export function toFile(scorecards: readonly Scorecard[]): string {
  return toEnvelope(SCORECARD_FILE.format, SCORECARD_VERSION, { scorecards });
}

/**
 * Reads scorecards from a file, which may come from anywhere. The first thing that is wrong is said
 * in plain words with its place, and nothing is taken from a file that has a fault.
 *
 * @param bytes the file as it lies on disk
 */
export function fromFile(bytes: Uint8Array): ReadScorecards {
  const file = readEnvelope(bytes, SCORECARD_FILE);
  if ('problem' in file) return file;
  const list = file.field('scorecards');
  if (!Array.isArray(list)) return { problem: 'The file has no list of scorecards.' };
  const scorecards: Scorecard[] = [];
  for (const [index, entry] of list.entries()) {
    const read = readScorecard(entry, file.field('version'));
    if ('problem' in read) return { problem: `Scorecard ${index + 1} of ${list.length}: ${read.problem}` };
    if (scorecards.some(({ id }) => id === read.value.id)) {
      return {
        problem: `Scorecard ${index + 1} of ${list.length}: its id “${read.value.id}” stands in the file twice.`,
      };
    }
    scorecards.push(read.value);
  }
  return { scorecards };
}

/** One scorecard as it was saved, by whichever version. */
export function readScorecard(
  data: unknown,
  version: unknown,
): { readonly value: Scorecard } | { readonly problem: string } {
  let today: ReturnType<typeof upgrade>;
  try {
    today = upgrade(data, version, SCORECARD_STEPS);
  } catch {
    return { problem: `it is not what version ${String(version)} writes.` };
  }
  if (!today)
    return { problem: `its version is one that this page does not read; it reads 1 to ${SCORECARD_VERSION}.` };
  const result = scorecardSchema.safeParse(today.value);
  return result.success ? { value: result.data } : { problem: schemaProblem(today.value, result.error) };
}

/** The first thing that a schema finds wrong, as a sentence: the place, what was found, and what is allowed. */
export function schemaProblem(value: unknown, { issues: [issue] }: z.core.$ZodError): string {
  if (!issue) return 'it has a fault that cannot be named.';
  if (issue.code === 'unrecognized_keys') {
    return `${fieldName([...issue.path, ...issue.keys.slice(0, 1)])} is an unknown field.`;
  }
  const place = issue.path.length > 0 ? `${fieldName(issue.path)}: ` : '';
  return issue.code === 'custom'
    ? `${place}${issue.message}.`
    : `${place}found ${found(value, issue)}; allowed: ${allowed(issue)}.`;
}
