import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Draft } from './draft.ts';
import { fromFile, KIT_FILE, toFile } from './file.ts';

const draft: Draft = {
  level: 'mid',
  role: 'generalist',
  stage: 'technical-interview',
  minutes: 60,
  seed: 'A 😀',
  opening: { minutes: 4 },
  questions: [
    { id: 'orm/lost-update', minutes: 10 },
    { id: 'drf/slow-serializer', minutes: 9 },
  ],
  candidateQuestions: { minutes: 7 },
  close: { minutes: 4 },
};
const bytes = (content: string) => new TextEncoder().encode(content);
const read = (value: unknown) => fromFile(bytes(JSON.stringify(value)));
const file = (kit: unknown) => ({ format: 'django-interview-guide/kit', version: 1, kit });

it('holds a kit', () => {
  expect(fromFile(bytes(toFile(draft)))).toEqual({ draft });
});

describe('a file from elsewhere', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', bytes(''), 'The file is not JSON.'],
    ['half a file', bytes(toFile(draft).slice(0, 80)), 'The file is not JSON.'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), 'The file is not text in UTF-8.'],
    ['a huge file', new Uint8Array(KIT_FILE.largest + 1), 'The file has 2000001 bytes; at most 2000000 are read.'],
    [
      'another format',
      bytes('{"format":"x"}'),
      'The file is not a kit: its format is not “django-interview-guide/kit”.',
    ],
    ['a list', bytes('[]'), 'The file is not a kit: its format is not “django-interview-guide/kit”.'],
  ])('%s is refused with a reason', (_, content, problem) => expect(fromFile(content)).toEqual({ problem }));

  it.each<[unknown, string]>([
    [{ ...file(draft), version: 2 }, 'The file has a version that this page does not read; it reads 1.'],
    [file(null), 'The file’s kit has no list of questions.'],
    [file({ ...draft, level: 'boss' }), 'The file’s level is “boss”; it can be junior, mid, senior, staff.'],
    [file({ ...draft, minutes: {} }), 'The file’s minutes are “”; they can be 1 to 240.'],
    [
      file({ ...draft, questions: [{ id: 'orm/a.5,orm/b', minutes: 5 }] }),
      'The file asks “orm/a.5,orm/b.5”, which is not a question with its minutes.',
    ],
    [
      file({ ...draft, questions: [{ id: '<img src=x onerror=alert(1)>', minutes: 5 }] }),
      'The file asks “<img src=x onerror=alert(1)>.5”, which is not a question with its minutes.',
    ],
  ])('says what is wrong', (value, problem) => expect(read(value)).toEqual({ problem }));

  it('is a kit that could be made here, or is refused with a reason', () => {
    const fields = fc.constantFrom(...Object.keys(draft), '__proto__', 'constructor', 'toString');
    const spoiled = fc
      .array(fc.tuple(fields, fc.jsonValue()), { minLength: 1, maxLength: 4 })
      .map((changes) => JSON.stringify(file({ ...draft, ...Object.fromEntries(changes) })));
    const cut = fc.nat(600).map((length) => toFile(draft).slice(0, length));
    fc.assert(
      fc.property(fc.oneof(spoiled, cut, fc.json(), fc.string({ unit: 'binary' })), (content) => {
        const found = fromFile(bytes(content));
        if ('problem' in found) expect(found.problem).toMatch(/^The file/);
        else expect(fromFile(bytes(toFile(found.draft)))).toEqual(found);
      }),
      { numRuns: 10_000 },
    );
  });
});
