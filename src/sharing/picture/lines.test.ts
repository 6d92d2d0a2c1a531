import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { breakLines, type Measure, type Run, runsOf } from './lines.ts';

/** Every letter is ten pixels wide, of code twelve. */
const measure: Measure = ({ text, code }) => text.length * (code ? 12 : 10);
const plain = (text: string): Run[] => [{ text, code: false }];
const read = (lines: Run[][]) => lines.map((line) => line.map(({ text }) => text).join(''));
const wide = (line: Run[]) => line.reduce((sum, run) => sum + measure(run), 0);

describe('the words of a picture', () => {
  it('are those of the page: code as code, other marks gone', () => {
    expect(runsOf('Why does <code>a &lt; b</code> <em>fail</em> &amp; “stay”?')).toEqual([
      { text: 'Why does ', code: false },
      { text: 'a < b', code: true },
      { text: ' fail & “stay”?', code: false },
    ]);
  });
});

describe('breaking lines', () => {
  it('breaks between words, and keeps punctuation with the code before it', () => {
    const runs = runsOf('What does <code>only()</code>, used twice, cost?');
    expect(read(breakLines(runs, 200, 9, measure))).toEqual(['What does only(),', 'used twice, cost?']);
  });

  it('ends in an ellipsis at a word where there is no room', () => {
    expect(read(breakLines(plain('one two three four five'), 100, 2, measure))).toEqual(['one two', 'three…']);
    expect(read(breakLines(plain('one two three four five'), 140, 1, measure))).toEqual(['one two three…']);
  });

  it('cuts a word that is wider than a line', () => {
    expect(read(breakLines(plain('a_very_long_name'), 100, 9, measure))).toEqual(['a_very_lon', 'g_name']);
  });

  it('loses no letter and makes no line too wide, whatever the text', () => {
    const run = fc.record({ text: fc.string({ maxLength: 40 }), code: fc.boolean() });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 8 }), fc.integer({ min: 12, max: 300 }), (runs, width) => {
        const lines = breakLines(runs, width, Number.POSITIVE_INFINITY, measure);
        expect(lines.filter((line) => line.length > 1 && wide(line) > width)).toEqual([]);
        const letters = (text: string) => text.replace(/\s/g, '');
        expect(letters(read(lines).join(''))).toBe(letters(runs.map(({ text }) => text).join('')));
      }),
    );
  });
});
