import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { COMPETENCIES, LEVELS } from '../bank/vocabulary.ts';
import { CARD } from './example.ts';
import { fromFile, SCORECARD_FILE, toFile } from './file.ts';
import type { Scorecard } from './schema.ts';

const RUNS = 10_000;
const bytes = (text: string) => new TextEncoder().encode(text);
const problem = (text: string | Uint8Array) => {
  const read = fromFile(typeof text === 'string' ? bytes(text) : text);
  return 'problem' in read ? read.problem : 'none';
};
const good = toFile([CARD]);
/** The file of one scorecard with some of its fields changed. */
const changed = (fields: Record<string, unknown>) =>
  JSON.stringify({ format: 'django-interview-guide/scorecards', version: 1, scorecards: [{ ...CARD, ...fields }] });

const rating = fc.record(
  {
    score: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 'not-assessed' as const),
    evidence: fc.string({ unit: 'grapheme' }),
  },
  { requiredKeys: ['evidence'] },
);
const scorecard: fc.Arbitrary<Scorecard> = fc
  .record({
    ids: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,9}\/[a-z-]{1,12}$/), { maxLength: 6 }),
    level: fc.constantFrom(...LEVELS),
    competency: fc.constantFrom(...COMPETENCIES),
    text: fc.string({ maxLength: 40 }),
    ratings: fc.array(rating, { maxLength: 6 }),
    rows: fc.dictionary(fc.constantFrom(...COMPETENCIES), rating, { noNullPrototype: true }),
    since: fc.option(fc.nat(), { nil: undefined }),
    id: fc.uuid(),
  })
  .map(({ ids, level, competency, text, ratings, rows, since, id }) => ({
    ...CARD,
    id,
    kit: { ...CARD.kit, level, questions: ids.map((one) => ({ id: one, minutes: 5, title: text, competency })) },
    candidate: text,
    rationale: text,
    answers: Object.fromEntries(ids.flatMap((one, index) => (ratings[index] ? [[one, ratings[index]]] : []))),
    rows,
    timer: { elapsed: 0, part: 0, entered: 0, ...(since !== undefined && { since }) },
  }));

describe('a file of scorecards', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(scorecard, { maxLength: 3, selector: ({ id }) => id }), (cards) => {
        expect(fromFile(bytes(toFile(cards)))).toEqual({ scorecards: cards });
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read or refused in words, never by an exception, whatever it holds', () => {
    const broken = fc.oneof(
      fc.json().map(bytes),
      fc.uint8Array({ maxLength: 200 }),
      // A good file with a stretch cut out, put in, or replaced.
      fc
        .tuple(fc.nat({ max: good.length }), fc.nat({ max: 40 }), fc.string({ unit: 'binary', maxLength: 12 }))
        .map(([at, length, text]) => bytes(good.slice(0, at) + text + good.slice(at + length))),
      fc
        .tuple(fc.constantFrom(...Object.keys(CARD), '__proto__', 'constructor', 'extra'), fc.jsonValue())
        .map(([field, value]) => bytes(changed(Object.fromEntries([[field, value]])))),
    );
    fc.assert(
      fc.property(broken, (file) => {
        const read = fromFile(file);
        if ('problem' in read) expect(read.problem).toMatch(/^[\s\S]{10,400}$/);
        else expect(fromFile(bytes(toFile(read.scorecards)))).toEqual(read);
      }),
      { numRuns: RUNS },
    );
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each([
    ['no JSON', good.slice(0, 90), 'The file is not JSON.'],
    ['other JSON', '{"format": "kit"}', 'The file holds no scorecards'],
    ['no list', '{"format": "django-interview-guide/scorecards", "version": 1}', 'The file has no list of scorecards.'],
    ['a later version', good.replace('"version": 1', '"version": 2'), 'Scorecard 1 of 1: its version is one that'],
    ['an unknown field', changed({ age: 30 }), 'Scorecard 1 of 1: age is an unknown field.'],
    ['a missing field', changed({ candidate: undefined }), 'candidate: found nothing; allowed: text.'],
    ['a name instead of a code', changed({ candidate: 'x'.repeat(41) }), 'allowed: at most 40 characters.'],
    ['a score beyond the scale', changed({ rows: { python: { score: 5, evidence: '' } } }), 'rows.python.score'],
    ['a row that is none', changed({ rows: { charm: { score: 4, evidence: 'x' } } }), 'rows'],
    ['an answer to nothing', changed({ answers: { 'orm/other': { evidence: '' } } }), 'has an answer to a question'],
    ['a date that is none', changed({ date: 'yesterday' }), 'date: found "yesterday"'],
    ['markup in a role', changed({ kit: { ...CARD.kit, role: '<img src=x>' } }), 'kit.role: found "<img src=x>"'],
    [
      'a question asked twice',
      changed({ kit: { ...CARD.kit, questions: [CARD.kit.questions[0], CARD.kit.questions[0]] } }),
      'kit.questions: asks a question twice.',
    ],
  ])('names %s', (_, text, message) => expect(problem(text)).toContain(message));

  it('refuses what is not UTF-8, too large, or the same scorecard twice', () => {
    expect(problem(new Uint8Array([0xff, 0xfe, 0x41]))).toBe('The file is not text in UTF-8.');
    expect(problem(new Uint8Array(SCORECARD_FILE.largest + 1))).toContain('at most 2000000 are read');
    expect(problem(toFile([CARD, CARD]))).toContain('stands in the file twice');
  });

  it('takes nothing through the prototype', () => {
    const hostile = good.replace('"candidate": ""', '"__proto__": {"x": 1}, "candidate": ""');
    expect(problem(hostile)).toBe('Scorecard 1 of 1: __proto__ is an unknown field.');
  });
});
