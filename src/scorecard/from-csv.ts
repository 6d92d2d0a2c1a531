import { dsvFormat } from 'd3-dsv';

import { shorten } from '../bank/check/problem.ts';
import { COMPETENCIES, type Competency } from '../bank/vocabulary.ts';
import type { Outcome, ScoreValue } from '../rubric/result.ts';
import type { CardScores, RowScore } from './card-scores.ts';
import type { COLUMNS } from './csv.ts';

/** What was read from a file: what is sound in it, and what is not, named one by one. */
export interface ReadScores {
  readonly cards: readonly CardScores[];
  readonly problems: readonly string[];
}

type Column = (typeof COLUMNS)[number];

/** Columns that are read; a table may lack the others, the notes among them, and have more. */
const NEEDED = [
  'scorecard',
  'candidate',
  'interviewer',
  'date',
  'stage',
  'rubric_version',
  'competency',
  'score',
  'counts',
  'outcome',
  'recommendation',
] as const satisfies readonly Column[];
/** Columns in which all lines of a scorecard say the same. */
const SHARED = [
  'candidate',
  'interviewer',
  'date',
  'stage',
  'rubric_version',
  'outcome',
  'recommendation',
] as const satisfies readonly Column[];
type Line = Readonly<Record<(typeof NEEDED)[number], string>>;

const OUTCOMES: readonly string[] = ['meets', 'below', 'barNotMet', 'insufficientEvidence'] satisfies Outcome[];
const rowNames: ReadonlySet<string> = new Set(COMPETENCIES);

/** What a cell may hold, and in words. */
const ALLOWED: readonly (readonly [keyof Line, (cell: string) => boolean, string])[] = [
  ['scorecard', (cell) => /^[A-Za-z0-9-]{8,64}$/.test(cell), '8 to 64 letters, digits and hyphens'],
  ['candidate', (cell) => cell.length <= 40, 'at most 40 characters'],
  ['interviewer', (cell) => cell.length <= 40, 'at most 40 characters'],
  ['date', (cell) => /^(\d{4}-\d{2}-\d{2})?$/.test(cell), 'a day, written YYYY-MM-DD, or nothing'],
  ['stage', (cell) => /^[a-z0-9-]{1,40}$/.test(cell), 'the id of a stage'],
  ['rubric_version', (cell) => /^[1-9]\d{0,3}$/.test(cell), 'a whole number'],
  ['competency', (cell) => rowNames.has(cell), COMPETENCIES.join(', ')],
  ['score', (cell) => /^([1-4]|not-assessed)?$/.test(cell), '1, 2, 3, 4, not-assessed, or nothing'],
  ['counts', (cell) => cell === 'yes' || cell === 'no', 'yes, no'],
  ['outcome', (cell) => cell === '' || OUTCOMES.includes(cell), `${OUTCOMES.join(', ')}, or nothing`],
  ['recommendation', (cell) => /^[a-z-]{0,40}$/.test(cell), 'the id of a recommendation, or nothing'],
];

/**
 * Reads scorecards from a table as `toCsv` writes it, in RFC 4180's form. Spreadsheets may have put semicolons for the
 * commas, another order of columns, or columns of their own. A line that is wrong is named and left out, and so is a
 * scorecard whose lines contradict each other.
 */
export function fromCsv(text: string): ReadScores {
  const head = text.slice(0, /[\r\n]|$/.exec(text)?.index);
  const [names, ...rows] = dsvFormat(head.includes(';') && !head.includes(',') ? ';' : ',').parseRows(text);
  const places = NEEDED.map((column) => names?.findIndex((name) => name.trim() === column) ?? -1);
  const missing = NEEDED.filter((_, index) => places[index] === -1);
  if (missing.length > 0) return { cards: [], problems: [`The table lacks the columns ${missing.join(', ')}.`] };

  const problems: string[] = [];
  const cards = new Map<string, Gathered>();
  for (const [index, cells] of rows.entries()) {
    if (cells.length === 1 && cells[0] === '') continue;
    const line = lineOf(cells, places, names?.length ?? 0);
    // As a spreadsheet counts: the names are row 1.
    if ('problem' in line) problems.push(`Row ${index + 2}: ${line.problem}`);
    else add(cards, line);
  }
  for (const [id, { contradiction }] of cards) {
    if (contradiction) problems.push(`Scorecard ${id}: ${contradiction}; it is left out.`);
  }
  return {
    cards: [...cards.values()].flatMap(({ first, scores, contradiction }) =>
      contradiction ? [] : [cardOf(first, [...scores.values()])],
    ),
    problems,
  };
}

function lineOf(
  cells: readonly string[],
  places: readonly number[],
  width: number,
): Line | { readonly problem: string } {
  if (cells.length !== width) return { problem: `found ${cells.length} cells; allowed: ${width}, as in row 1.` };
  const line = {} as Record<keyof Line, string>;
  for (const [index, column] of NEEDED.entries()) line[column] = unguarded(cells[places[index] ?? -1] ?? '').trim();
  const wrong = ALLOWED.find(([column, fits]) => !fits(line[column]));
  if (!wrong) return line;
  const [column, , words] = wrong;
  return { problem: `${column}: found ${shorten(line[column])}; allowed: ${words}.` };
}

/** Undoes what `toCsv` does to a text that a spreadsheet would take for a formula. */
function unguarded(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** A scorecard whose lines are being gathered. */
interface Gathered {
  readonly first: Line;
  readonly scores: Map<string, RowScore | undefined>;
  contradiction?: string;
}

function cardOf(line: Line, scores: readonly (RowScore | undefined)[]): CardScores {
  return {
    id: line.scorecard,
    candidate: line.candidate,
    interviewer: line.interviewer,
    date: line.date,
    stage: line.stage,
    rubricVersion: Number(line.rubric_version),
    scores: scores.filter((score) => score !== undefined),
    outcome: line.outcome === '' ? undefined : (line.outcome as Outcome),
    recommendation: line.recommendation,
  };
}

function add(cards: Map<string, Gathered>, line: Line): void {
  const score: RowScore | undefined = /^[1-4]$/.test(line.score)
    ? {
        competency: line.competency as Competency,
        score: Number(line.score) as ScoreValue,
        counts: line.counts === 'yes',
      }
    : undefined;
  const gathered = cards.get(line.scorecard);
  if (!gathered) {
    cards.set(line.scorecard, { first: line, scores: new Map([[line.competency, score]]) });
    return;
  }
  const field = SHARED.find((column) => gathered.first[column] !== line[column]);
  if (field) gathered.contradiction ??= `its lines differ in ${field}`;
  // The same line twice says the same: a table that was put together from two may have it.
  if (gathered.scores.has(line.competency)) {
    const before = gathered.scores.get(line.competency);
    if (before?.score !== score?.score || before?.counts !== score?.counts) {
      gathered.contradiction ??= `its lines for ${line.competency} differ`;
    }
  }
  gathered.scores.set(line.competency, score);
}
