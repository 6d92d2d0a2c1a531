import { schemaProblem } from '../scorecard/file.ts';
import { type Envelope, readEnvelope, toEnvelope } from '../store/envelope.ts';
import { type Debrief, debriefSchema } from './schema.ts';

/** Version of the shape that is kept and written. */
export const DEBRIEF_VERSION = 1;

export const DEBRIEF_FILE: Envelope = {
  format: 'django-interview-guide/debrief',
  otherwise: 'The file holds no debrief',
  largest: 20_000_000,
};

type ReadDebrief = { readonly value: Debrief } | { readonly problem: string };

/**
 * A debrief as a file: JSON, indented for reading, with the format's name and version.
 *
 * `{"format": "django-interview-guide/debrief", "version": 1, "debrief": {"id", "name", "date", "expected", "entries":
 * [{"card", "late"}], "revealed": {"without"}, "decision", "rationale", "followUps": [{"what", "who"}]}}`
 */
export function toFile(debrief: Debrief): string {
  return toEnvelope(DEBRIEF_FILE.format, DEBRIEF_VERSION, { debrief });
}

/**
 * Reads a debrief from a file, which may come from anywhere; the first thing that is wrong is said in plain words.
 *
 * @param bytes the file as it lies on disk
 */
export function fromFile(bytes: Uint8Array): ReadDebrief {
  const file = readEnvelope(bytes, DEBRIEF_FILE);
  if ('problem' in file) return file;
  const read = readDebrief(file.field('debrief'), file.field('version'));
  return 'problem' in read ? { problem: `The debrief cannot be read: ${read.problem}` } : read;
}

/** One debrief as it was saved. */
export function readDebrief(value: unknown, version: unknown): ReadDebrief {
  if (version !== DEBRIEF_VERSION) {
    return { problem: `its version is one that this page does not read; it reads ${DEBRIEF_VERSION}.` };
  }
  const result = debriefSchema.safeParse(value);
  return result.success ? { value: result.data } : { problem: schemaProblem(value, result.error) };
}
