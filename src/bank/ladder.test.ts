import { describe, expect, it } from 'vitest';

import { readContent } from './check/read.ts';
import { parseFile } from './check/source-file.ts';
import { ladderOf } from './ladder.ts';
import type { QuestionData } from './schemas/question.ts';

const rung = (text: string, base = '/') => ladderOf(`<Level name="mid">\n\n${text}\n\n</Level>\n`, base)[0]?.parts;

describe('an answer ladder', () => {
  it('has the rungs of its body, in order', () => {
    const rungs = ladderOf(
      '<Level name="junior">\n\nOne.\n\n</Level>\n\n<Level name="staff">\n\nTwo.\n\n</Level>\n',
      '/',
    );
    expect(rungs).toEqual([
      { level: 'junior', parts: [{ html: '<p>One.</p>' }] },
      { level: 'staff', parts: [{ html: '<p>Two.</p>' }] },
    ]);
  });

  it('writes prose as HTML: code, emphasis, lists and typographic quotes', () => {
    expect(rung('A `<b>` & *two* "words"…\n\n- one\n- two')).toEqual([
      { html: '<p>A <code>&lt;b&gt;</code> &amp; <em>two</em> “words”…</p><ul>\n<li>one</li>\n<li>two</li>\n</ul>' },
    ]);
  });

  it('puts the base path before links of this site only', () => {
    expect(rung('[a](/topics/orm/) [b](https://example.org/)', '/guide/')).toEqual([
      { html: '<p><a href="/guide/topics/orm/">a</a> <a href="https://example.org/">b</a></p>' },
    ]);
  });

  it('keeps samples and tables in their place, also within a list', () => {
    const sample = { name: 'orm/one', before: 'slow', after: 'fast', print: 'sql' };
    const tag = '<Sample name="orm/one" before="slow" after="fast" print="sql" />';
    expect(rung(`One.\n\n${tag}\n\nTwo.`)).toEqual([{ html: '<p>One.</p>' }, { sample }, { html: '<p>Two.</p>' }]);
    const inList = rung(`- One.\n\n  ${tag}\n\n- Two.`) ?? [];
    expect(inList[1]).toEqual({ sample });
    expect(
      inList
        .map((part) => ('html' in part ? part.html : ''))
        .join('')
        .replace(/\s/g, ''),
    ).toBe('<ul><li><p>One.</p></li><li><p>Two.</p></li></ul>');
    const [table] = rung('| a | b |\n| - | -: |\n| 1 | 2 |') ?? [];
    expect(table).toHaveProperty('table', expect.stringMatching(/^\s*<thead>[\s\S]*<td>2<\/td>/));
  });

  it('refuses what the content check refuses, instead of dropping it', () => {
    expect(() => ladderOf('Prose outside.', '/')).toThrow('rungs and nothing else');
    expect(() => rung('<Video />')).toThrow('cannot hold');
    expect(() => rung('{secret}')).toThrow('cannot hold');
  });

  it('of every real question has the rungs that its file promises', () => {
    const questions = readContent(process.cwd()).filter(({ path }) => path.startsWith('content/questions/'));
    for (const file of questions) {
      const parsed = parseFile(file).parsed;
      const rungs = ladderOf(parsed?.body ?? '', '/');
      expect(rungs.map(({ level }) => level)).toEqual((parsed?.data as QuestionData).levels);
      expect(rungs.every(({ parts }) => parts.length > 0)).toBe(true);
    }
  });
});
