import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LEVELS } from '../bank/vocabulary.ts';
import type { Draft } from './draft.ts';
import { fromFragment, toFragment } from './link.ts';

const draft: Draft = {
  level: 'mid',
  role: 'generalist',
  stage: 'technical-interview',
  minutes: 60,
  seed: 'A',
  opening: { minutes: 4 },
  questions: [
    { id: 'orm/lost-update', minutes: 10 },
    { id: 'drf/slow-serializer', minutes: 9 },
    { id: 'security/csrf-exactly', minutes: 8 },
  ],
  candidateQuestions: { minutes: 7 },
  close: { minutes: 4 },
};
const minutes = fc.integer({ min: 1, max: 240 });
const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);
const anyDraft: fc.Arbitrary<Draft> = fc.record({
  level: fc.constantFrom(...LEVELS),
  role: slug,
  stage: slug,
  minutes,
  seed: fc.string({ maxLength: 40, unit: 'grapheme' }).filter((text) => text.length <= 40),
  opening: fc.record({ minutes }),
  questions: fc.uniqueArray(
    fc.record({ id: fc.tuple(slug, slug).map(([topic, name]) => `${topic}/${name}`), minutes }),
    { maxLength: 20, selector: ({ id }) => id },
  ),
  candidateQuestions: fc.record({ minutes }),
  close: fc.record({ minutes }),
});

describe('links', () => {
  it('are readable, and short for a usual kit', () => {
    expect(toFragment(draft)).toBe(
      'v=1&level=mid&role=generalist&stage=technical-interview&minutes=60&seed=A&parts=4.7.4' +
        '&ask=orm/lost-update.10,drf/slow-serializer.9,security/csrf-exactly.8',
    );
    const six = [
      ...draft.questions,
      ...draft.questions.map(({ id, minutes: time }) => ({ id: `${id}-again`, minutes: time })),
    ];
    expect(toFragment({ ...draft, questions: six }).length).toBeLessThanOrEqual(500);
  });

  it('hold every kit', () => {
    fc.assert(
      fc.property(anyDraft, (one) => {
        expect(fromFragment(`#${toFragment(one)}`)).toEqual({ draft: one });
      }),
      { numRuns: 5000 },
    );
  });

  it('survive a seed that was cut within a character', () => {
    const read = fromFragment(toFragment({ ...draft, seed: `${'x'.repeat(39)}😀` }));
    expect('draft' in read && fromFragment(toFragment(read.draft))).toEqual(read);
  });

  it('never give anything but a kit that could be made here, or a reason', () => {
    const truncated = fc.tuple(anyDraft, fc.nat(300)).map(([one, length]) => toFragment(one).slice(0, length));
    const mangled = fc
      .tuple(anyDraft, fc.nat(300), fc.string({ unit: 'binary' }))
      .map(([one, at, junk]) => toFragment(one).slice(0, at) + junk + toFragment(one).slice(at));
    const fields = fc
      .array(fc.tuple(fc.constantFrom('v', 'level', 'ask', 'parts', '__proto__', 'constructor'), fc.string()), {
        maxLength: 12,
      })
      .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));
    fc.assert(
      fc.property(fc.oneof(truncated, mangled, fields, fc.string({ unit: 'binary', maxLength: 400 })), (text) => {
        const read = fromFragment(text);
        if ('problem' in read) {
          expect(read.problem).not.toBe('');
          expect(read.problem.length).toBeLessThan(300);
        } else {
          expect(fromFragment(toFragment(read.draft))).toEqual(read);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['', 'The link has no version; this page reads version 1.'],
    ['v=2&level=mid', 'The link has version 2; this page reads version 1.'],
    ['v=1&level=boss', 'The link’s level is “boss”; it can be junior, mid, senior, staff.'],
    ['v=1&level=mid&role=<script>', 'The link’s role is “<script>”, which no role is called.'],
    ['v=1&v=1', 'The link names “v” twice.'],
    ['v=1&level=mid&role=a&stage=b&minutes=999', 'The link’s minutes are “999”; they can be 1 to 240.'],
    ['v=1&level=mid&role=a&stage=b&minutes=60&parts=4.7.4&ask=orm/x.5,orm/x.6', 'The link asks “orm/x” twice.'],
    [
      'v=1&level=mid&role=a&stage=b&minutes=60&parts=4.7.4&ask=../../etc/passwd.5',
      'The link asks “../../etc/passwd.5”, which is not a question with its minutes.',
    ],
    [`v=1&seed=${'x'.repeat(9000)}`, 'The link is 9009 characters long; a kit has at most 8000.'],
  ])('says what is wrong with %s', (text, problem) => expect(fromFragment(text)).toEqual({ problem }));
});
