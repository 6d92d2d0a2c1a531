import { readEnvelope, tooLarge } from '../store/envelope.ts';
import { type CardScores, cardScores, type Reading } from './card-scores.ts';
import { readScorecard, SCORECARD_FILE } from './file.ts';
import { fromCsv, type ReadScores } from './from-csv.ts';

/** Bytes up to which a file of scores is read: about 30,000 scorecards with their notes. */
export const LARGEST_SCORES = 100_000_000;

/**
 * Reads the scores of many scorecards from a file: JSON as the scorecards page saves it, or its table. Other than there,
 * what is wrong is named and left out, and the rest is read: nothing is saved from here, and a quarter is not to wait
 * for one scorecard.
 *
 * @param bytes the file as it lies on disk; it may come from anywhere
 */
export function readScores(rubric: Reading, bytes: Uint8Array): ReadScores {
  const large = tooLarge(bytes.length, { largest: LARGEST_SCORES });
  if (large !== undefined) return { cards: [], problems: [large] };
  if (!beginsAsJson(bytes)) {
    try {
      return fromCsv(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return { cards: [], problems: ['The file is not text in UTF-8.'] };
    }
  }
  const file = readEnvelope(bytes, { ...SCORECARD_FILE, largest: LARGEST_SCORES });
  if ('problem' in file) return { cards: [], problems: [file.problem] };
  const list = file.field('scorecards');
  if (!Array.isArray(list)) return { cards: [], problems: ['The file has no list of scorecards.'] };
  const cards: CardScores[] = [];
  const problems: string[] = [];
  for (const [index, entry] of list.entries()) {
    const read = readScorecard(entry, file.field('version'));
    if ('problem' in read) problems.push(`Scorecard ${index + 1} of ${list.length}: ${read.problem}`);
    else cards.push(cardScores(rubric, read.value));
  }
  return { cards, problems };
}

/** Whether the first byte that is no blank, behind a byte order mark, opens JSON; a table begins with a name. */
function beginsAsJson(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start).find((byte) => ![0x20, 0x09, 0x0a, 0x0d].includes(byte));
  return first === 0x7b || first === 0x5b;
}
