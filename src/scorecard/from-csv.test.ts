import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { madeUp } from '../hiring/made-up.ts';
import { EXAMPLE } from '../rubric/example.ts';
import { cardScores } from './card-scores.ts';
import { toCsv } from './csv.ts';
import { CARD } from './example.ts';
import { toFile } from './file.ts';
import { fromCsv } from './from-csv.ts';
import { LARGEST_SCORES, readScores } from './read-scores.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const card = {
  ...CARD,
  candidate: '=K7',
  interviewer: '-AB',
  answers: { 'orm/lost-update': { score: 3 as const, evidence: 'Said "lock",\nthen; why.' } },
  rows: { python: { score: 'not-assessed' as const, evidence: '' }, security: { score: 2 as const, evidence: '' } },
};
const table = toCsv(EXAMPLE, [card]);
const row = 'card-0001,K1,AB,2026-03-02,,,,interview,1,database,,3,,yes,,meets,yes';
const head = table.slice(0, table.indexOf('\r\n'));
const lines = (...rows: string[]) => fromCsv([head, ...rows].join('\r\n'));

describe('a table of scorecards', () => {
  it('comes back with the scores that were written, formulas disarmed and quotes undone', () => {
    expect(fromCsv(table)).toEqual({ cards: [cardScores(EXAMPLE, card)], problems: [] });
    expect(fromCsv(table).cards[0]).toMatchObject({
      candidate: '=K7',
      interviewer: '-AB',
      scores: [
        { competency: 'database', score: 3, counts: true },
        { competency: 'security', score: 2, counts: false },
      ],
    });
  });

  it('reads what a spreadsheet makes of it: semicolons, another order, more columns, no notes', () => {
    const columns = head.split(',').filter((name) => name !== 'evidence');
    const cells = row.split(',').toSpliced(14, 1);
    const turned = [['team', ...columns.toReversed()], ['blue', ...cells.toReversed()], []];
    const text = `\uFEFF${turned.map((line) => line.join(';')).join('\n')}`;
    const read = readScores(EXAMPLE, bytes(text));
    expect(read.problems).toEqual([]);
    expect(read.cards).toMatchObject([{ id: 'card-0001', candidate: 'K1', outcome: 'meets' }]);
  });

  it.each([
    ['a score beyond the scale', row.replace(',3,', ',5,'), 'Row 2: score: found "5"; allowed: 1, 2, 3, 4'],
    ['a row that is none', row.replace('database', '__proto__'), 'Row 2: competency: found "__proto__"'],
    ['a day in another form', row.replace('2026-03-02', '02/03/2026'), 'Row 2: date: found "02/03/2026"'],
    ['a formula', row.replace('card-0001', '=cmd()'), 'Row 2: scorecard: found "=cmd()"'],
    ['a line that is too short', 'card-0001,K1', 'Row 2: found 2 cells; allowed: 17, as in row 1.'],
    ['a quote that never ends', `"${row}`, 'Row 2: found 1 cells'],
  ])('names %s, and reads the rest', (_, wrong, problem) => {
    const read = lines(wrong, row.replace('card-0001', 'card-0002'));
    expect(read.problems[0]).toContain(problem);
    if (!wrong.startsWith('"')) expect(read.cards.map(({ id }) => id)).toEqual(['card-0002']);
  });

  it('leaves out a scorecard whose lines contradict each other', () => {
    const other = row.replace('card-0001', 'card-0002');
    expect(lines(row, row, other)).toMatchObject({ cards: [{ id: 'card-0001' }, { id: 'card-0002' }], problems: [] });
    expect(lines(row, row.replace(',3,', ',4,'), other)).toMatchObject({
      cards: [{ id: 'card-0002' }],
      problems: ['Scorecard card-0001: its lines for database differ; it is left out.'],
    });
    expect(lines(row, row.replace('K1', 'K2').replace('database', 'python')).problems).toEqual([
      'Scorecard card-0001: its lines differ in candidate; it is left out.',
    ]);
  });

  it('says what columns are missing, once', () => {
    expect(fromCsv('name,score\na,1\nb,2')).toEqual({
      cards: [],
      problems: [
        'The table lacks the columns scorecard, candidate, interviewer, date, stage, rubric_version, competency, counts, outcome, recommendation.',
      ],
    });
  });

  it('is read or refused in words, never by an exception, whatever it holds', () => {
    const broken = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.nat({ max: table.length }), fc.nat({ max: 60 }), fc.string({ maxLength: 12 }))
        .map(([at, length, text]) => table.slice(0, at) + text + table.slice(at + length)),
    );
    fc.assert(
      fc.property(broken, (text) => {
        const { cards, problems } = readScores(EXAMPLE, bytes(text));
        expect(cards.length + problems.length).toBeGreaterThan(0);
        expect(problems.every((problem) => problem.length < 400)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('many scorecards from a file', () => {
  const cards = madeUp(
    { ...EXAMPLE, stages: EXAMPLE.stages.map((stage) => ({ ...stage, id: 'phone-screen' })).slice(0, 1) },
    {
      ...{ seed: 'many', scorecards: 40, quarters: ['2026-01-01'], interviewers: ['AB', 'CD'], questions: 1 },
      evidence: 'Made up.',
      stricter: { competency: 'database', interviewer: 'AB' },
    },
  ).map((one) => ({ ...one, kit: { ...one.kit, stage: 'interview' } }));

  it('are the same from JSON and from the table', () => {
    const [json, csv] = [toFile(cards), toCsv(EXAMPLE, cards)].map((text) => readScores(EXAMPLE, bytes(text)));
    expect(json?.cards).toHaveLength(40);
    expect(json).toEqual(csv);
  });

  it('go in but for those with a fault, which are named', () => {
    const text = toFile(cards).replace('"candidate": "X0001"', '"candidate": 7').replace('"score": 3', '"score": 9');
    const { cards: read, problems } = readScores(EXAMPLE, bytes(text));
    expect(read.length + problems.length).toBe(40);
    expect(problems.join(' ')).toMatch(/Scorecard 1 of 40: candidate: found 7; allowed: text\./);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('keep their scores, and have no outcome, where they were begun with another rubric', () => {
    const [one] = readScores(EXAMPLE, bytes(toFile([{ ...card, rubricVersion: 7 }]))).cards;
    expect(one).toMatchObject({ rubricVersion: 7, outcome: undefined });
    expect(one?.scores).toContainEqual({ competency: 'database', score: 3, counts: true });
  });

  it('are refused as a whole where nothing can be read', () => {
    const problems = (file: Uint8Array) => readScores(EXAMPLE, file).problems;
    expect(problems(new Uint8Array([0xff, 0xfe, 0x41]))).toEqual(['The file is not text in UTF-8.']);
    expect(problems(bytes('{"format":"kit"}'))[0]).toContain('The file holds no scorecards');
    expect(problems(bytes('[1'))).toEqual(['The file is not JSON.']);
    expect(problems(bytes(''))[0]).toContain('The table lacks the columns');
    const huge = { length: LARGEST_SCORES + 1 } as Uint8Array;
    expect(problems(huge)).toEqual([`The file has ${LARGEST_SCORES + 1} bytes; at most ${LARGEST_SCORES} are read.`]);
  });
});
