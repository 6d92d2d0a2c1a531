import { type Envelope, fieldsOf, readEnvelope, toEnvelope } from '../store/envelope.ts';
import type { Draft } from './draft.ts';
import { draftOf, type ReadKit } from './link.ts';

const VERSION = 1;

export const KIT_FILE: Envelope = {
  format: 'django-interview-guide/kit',
  otherwise: 'The file is not a kit',
  largest: 2_000_000,
};

/**
 * A kit as a file: JSON, indented for reading, with the format's name and version.
 *
 * `{"format": "django-interview-guide/kit", "version": 1, "kit": {"level", "role", "stage", "minutes", "seed",
 * "opening": {"minutes"}, "questions": [{"id", "minutes"}], "candidateQuestions": {"minutes"}, "close": {"minutes"}}}`
 */
export function toFile(draft: Draft): string {
  return toEnvelope(KIT_FILE.format, VERSION, { kit: draft });
}

/**
 * Reads a kit from a file, which may come from anywhere; the first thing that is wrong is said in
 * plain words, and nothing is taken from a file that has a fault.
 *
 * @param bytes the file as it lies on disk
 */
export function fromFile(bytes: Uint8Array): ReadKit {
  const file = readEnvelope(bytes, KIT_FILE);
  if ('problem' in file) return file;
  if (file.field('version') !== VERSION)
    return { problem: `The file has a version that this page does not read; it reads ${VERSION}.` };
  return readKit(file.field('kit'));
}

/** Reads a kit as a file holds it, from a value that may come from anywhere. */
export function readKit(value: unknown): ReadKit {
  const kit = fieldsOf(value);
  const minutesOf = (name: string) => text(fieldsOf(kit(name))('minutes'));
  const questions = kit('questions');
  if (!Array.isArray(questions)) return { problem: 'The file’s kit has no list of questions.' };
  const ask = questions.map((entry: unknown) => `${text(fieldsOf(entry)('id'))}.${text(fieldsOf(entry)('minutes'))}`);
  // A comma within an id would split it into two.
  const split = ask.find((entry) => entry.includes(','));
  if (split !== undefined)
    return { problem: `The file asks “${split.slice(0, 40)}”, which is not a question with its minutes.` };
  return draftOf(
    new Map([
      ['v', '1'],
      ...['level', 'role', 'stage', 'minutes', 'seed'].map((name): [string, string] => [name, text(kit(name))]),
      ['parts', ['opening', 'candidateQuestions', 'close'].map(minutesOf).join('.')],
      ['ask', ask.join(',')],
    ]),
    'file',
  );
}

/** Text and numbers as text; anything else is empty, and so refused. */
function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
