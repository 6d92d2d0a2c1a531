import type { Draft } from './draft.ts';
import { draftOf, type ReadKit } from './link.ts';

const FORMAT = 'django-interview-guide/kit';
const VERSION = 1;

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 2_000_000;

/**
 * A kit as a file: JSON, indented for reading, with the format's name and version.
 *
 * `{"format": "django-interview-guide/kit", "version": 1, "kit": {"level", "role", "stage", "minutes", "seed",
 * "opening": {"minutes"}, "questions": [{"id", "minutes"}], "candidateQuestions": {"minutes"}, "close": {"minutes"}}}`
 */
export function toFile(draft: Draft): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, kit: draft }, null, 2)}\n`;
}

/**
 * Reads a kit from a file, which may come from anywhere; the first thing that is wrong is said in
 * plain words, and nothing is taken from a file that has a fault.
 *
 * @param bytes the file as it lies on disk
 */
export function fromFile(bytes: Uint8Array): ReadKit {
  const json = readJsonFile(bytes, 'a kit');
  if ('problem' in json) return json;
  const file = own(json.value);
  if (file('format') !== FORMAT) return { problem: `The file is not a kit: its format is not “${FORMAT}”.` };
  if (file('version') !== VERSION)
    return { problem: `The file has a version that this page does not read; it reads ${VERSION}.` };
  return readKit(file('kit'));
}

/**
 * What a JSON file holds, or why it is none.
 *
 * @param noun what the file should hold, for the message
 */
export function readJsonFile(
  bytes: Uint8Array,
  noun: string,
): { readonly value: unknown } | { readonly problem: string } {
  if (bytes.length > LARGEST_FILE) {
    return { problem: `The file has ${bytes.length} bytes; ${noun} has at most ${LARGEST_FILE}.` };
  }
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'JSON' : 'text in UTF-8';
    return { problem: `The file is not ${reason}.` };
  }
}

/** Reads a kit as a file holds it, from a value that may come from anywhere. */
export function readKit(value: unknown): ReadKit {
  const kit = own(value);
  const minutesOf = (name: string) => text(own(kit(name))('minutes'));
  const questions = kit('questions');
  if (!Array.isArray(questions)) return { problem: 'The file’s kit has no list of questions.' };
  const ask = questions.map((entry: unknown) => `${text(own(entry)('id'))}.${text(own(entry)('minutes'))}`);
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

/** Fields that an object has of its own: nothing that it inherits counts. */
export function own(value: unknown): (name: string) => unknown {
  return (name) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
}

/** Text and numbers as text; anything else is empty, and so refused. */
function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
