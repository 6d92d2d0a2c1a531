import { describe, expect, it } from 'vitest';

import { checkContent } from '../check/content.ts';
import { readContent } from '../check/read.ts';
import { BLANK } from '../check/texts.ts';
import { draftQuestion, slugOf } from './draft.ts';

const draft = draftQuestion('orm', 'What does `only()` cost', '2026-11-20');
const problemsOf = (text: string) =>
  checkContent([...readContent(process.cwd()), { path: draft.path, text }]).filter(({ file }) => file === draft.path);

describe('a new question', () => {
  it('lies where its topic and title say', () => {
    expect(draft.path).toBe('content/questions/orm/what-does-only-cost.mdx');
    expect(slugOf('  Zoë’s “N+1”?  ')).toBe('zoes-n-1');
  });

  it('was added, and checked, on the day it is written', () => {
    expect(draft.text).toMatch(/^added: "?2026-11-20"?$/m);
    expect(draft.text).toMatch(/^reviewed: "?2026-11-20"?$/m);
  });

  it('is refused for its blanks, and for nothing else', () => {
    const lines = draft.text.split('\n');
    const problems = problemsOf(draft.text);
    expect(problems.length).toBeGreaterThan(0);
    for (const { line, found } of problems) {
      const rung = lines[line - 1]?.startsWith('<Level') ? lines[line + 1] : lines[line - 1];
      expect(`${rung ?? ''} ${found}`).toContain(BLANK);
    }
    // Every line with a blank is named.
    const blanks = lines.filter((line) => line.includes(BLANK)).length;
    expect(problems.length).toBeGreaterThanOrEqual(blanks);
  });

  it('is accepted once its blanks are filled', () => {
    const words = 'This rung says what the level adds to the one before it. '.repeat(6);
    const filled = draft.text
      .replace(/kind: .*/, 'kind: concept')
      .replace(/competency: .*/, 'competency: database')
      .replace(/url: .*/, 'url: https://docs.djangoproject.com/en/5.2/ref/models/querysets/')
      .replace(/___ 60 to 180 words.*/g, words)
      .replaceAll('___ ', 'Filled: ');
    expect(problemsOf(filled)).toEqual([]);
  });
});
