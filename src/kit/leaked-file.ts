import { type Envelope, fieldsOf, readEnvelope, toEnvelope } from '../store/envelope.ts';
import type { Leaked } from './leaked.ts';

const VERSION = 1;

export const LEAKED_FILE: Envelope = {
  format: 'django-interview-guide/leaked',
  otherwise: 'The file is not a list of leaked questions',
  largest: 2_000_000,
};

const QUESTION = /^[a-z0-9-]{1,40}\/[a-z0-9-]{1,80}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Most questions that a file may hold. */
const MOST = 5000;

/**
 * A list of leaked questions as a file, for a team to share: JSON with the format's name and version.
 *
 * `{"format": "django-interview-guide/leaked", "version": 1, "questions": [{"id", "since"}]}`; `since`, the day of the
 * mark as `YYYY-MM-DD`, may be missing.
 */
export function toLeakedFile(list: readonly Leaked[]): string {
  const questions = list.map(({ id, since }) => ({ id, since }));
  return toEnvelope(LEAKED_FILE.format, VERSION, { questions });
}

/**
 * Reads a list from a file, which may come from anywhere; the first thing that is wrong is said in plain words, and
 * nothing is taken from a file that has a fault. Whether the ids are in the bank is for the caller to see.
 *
 * @param bytes the file as it lies on disk
 */
export function fromLeakedFile(bytes: Uint8Array): { readonly list: readonly Leaked[] } | { readonly problem: string } {
  const file = readEnvelope(bytes, LEAKED_FILE);
  if ('problem' in file) return file;
  if (file.field('version') !== VERSION) {
    return { problem: `The file has a version that this page does not read; it reads ${VERSION}.` };
  }
  const questions = file.field('questions');
  if (!Array.isArray(questions)) return { problem: 'The file has no list of questions.' };
  if (questions.length > MOST) {
    return { problem: `The file lists ${questions.length} questions; a list has at most ${MOST}.` };
  }
  const list: Leaked[] = [];
  for (const [index, entry] of questions.entries()) {
    const [id, since] = [fieldsOf(entry)('id'), fieldsOf(entry)('since')];
    if (typeof id !== 'string' || !QUESTION.test(id)) {
      return { problem: `The file’s question ${index + 1} has no id of the form topic/question.` };
    }
    if (since !== undefined && !(typeof since === 'string' && DAY.test(since))) {
      return { problem: `The file’s question ${index + 1} was marked on a day that is not written YYYY-MM-DD.` };
    }
    list.push({ id, since });
  }
  return { list };
}
