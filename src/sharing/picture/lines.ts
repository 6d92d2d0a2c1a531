/** A stretch of text in one face. */
export interface Run {
  readonly text: string;
  readonly code: boolean;
}

/** Measures a run, in pixels. */
export type Measure = (run: Run) => number;

/** What a picture shows of an inline text as the site renders it: words, and code as code. */
export function runsOf(html: string): Run[] {
  return html
    .split(/(<code>[\s\S]*?<\/code>)/)
    .map((part) => ({ text: decode(part.replace(/<[^>]+>/g, '')), code: part.startsWith('<code>') }))
    .filter(({ text }) => text !== '');
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };

function decode(text: string): string {
  return text.replace(/&(\w+|#\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}

/** What stays together on a line: a word, its punctuation and the code within it. */
type Word = readonly Run[];

/** Splits at white space, in words as in code. */
function wordsOf(runs: readonly Run[]): Word[] {
  const words: Run[][] = [[]];
  for (const { text, code } of runs) {
    text.split(/\s+/).forEach((piece, index) => {
      if (index > 0 && words.at(-1)?.length) words.push([]);
      if (piece) words.at(-1)?.push({ text: piece, code });
    });
  }
  return words.filter((word) => word.length > 0);
}

const SPACE: Run = { text: ' ', code: false };

/**
 * Breaks a text into lines.
 *
 * @param width what a line may measure; a single word that is longer is cut between letters
 * @param limit how many lines there may be; the last one ends in an ellipsis where more would follow
 */
export function breakLines(runs: readonly Run[], width: number, limit: number, measure: Measure): Run[][] {
  const wide = (word: Word) => word.reduce((sum, run) => sum + measure(run), 0);
  const lines: Run[][] = [[]];
  const words = wordsOf(runs).flatMap((word) => (wide(word) > width ? cut(word, width, measure) : [word]));
  let used = 0;
  for (const word of words) {
    const room = used > 0 ? measure(SPACE) : 0;
    if (used > 0 && used + room + wide(word) > width) {
      if (lines.length === limit) return endIn(lines, width, measure);
      lines.push([...word]);
      used = wide(word);
    } else {
      lines.at(-1)?.push(...(used > 0 ? [SPACE] : []), ...word);
      used += room + wide(word);
    }
  }
  return lines;
}

/** A word too long for a line, in pieces that fit. */
function cut(word: Word, width: number, measure: Measure): Word[] {
  const pieces: Run[][] = [[]];
  let used = 0;
  for (const { text, code } of word) {
    for (const character of text) {
      const run = { text: character, code };
      if (used + measure(run) > width) {
        pieces.push([]);
        used = 0;
      }
      pieces.at(-1)?.push(run);
      used += measure(run);
    }
  }
  return pieces;
}

/** Ends the last line in an ellipsis, after as many of its words as leave room for it. */
function endIn(lines: Run[][], width: number, measure: Measure): Run[][] {
  const ellipsis: Run = { text: '…', code: false };
  const last = [...(lines.at(-1) ?? [])];
  const used = () => [...last, ellipsis].reduce((sum, run) => sum + measure(run), 0);
  while (last.length > 1 && (used() > width || last.at(-1) === SPACE)) last.pop();
  return [...lines.slice(0, -1), [...last, ellipsis]];
}
