import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { lostIds, PUBLISHED, readPublished, recordPublished, unrecordedIds } from './published.ts';
import { readRenamed } from './questions.ts';

describe('published ids', () => {
  const published = readPublished(readFileSync(PUBLISHED, 'utf8'));
  const questions = readRenamed(process.cwd());

  it('never die: each is a question, or what one was called', () => {
    const lost = lostIds(published, questions);
    expect(
      lost,
      `links to ${lost.join(', ')} lead nowhere: name the old id under "formerly" of the question that took its ` +
        'place, or bring the question back with "status: retired"',
    ).toEqual([]);
  });

  it('have every question', () => {
    const missing = unrecordedIds(published, questions);
    expect(missing, 'run “npm run hosting”, which adds them to the list, and commit it').toEqual([]);
  });
});

describe('the list', () => {
  const questions = [
    { id: 'orm/now', formerly: ['orm/before'] },
    { id: 'orm/new', formerly: [] },
  ];

  it('names what was deleted or renamed without a trace', () => {
    expect(lostIds(['orm/before', 'orm/deleted', 'orm/now'], questions)).toEqual(['orm/deleted']);
  });

  it('names what is not in it', () => {
    expect(unrecordedIds(['orm/now'], questions)).toEqual(['orm/new']);
  });

  it('grows, and never shrinks', () => {
    const text = recordPublished(['orm/deleted', 'orm/now'], questions);
    expect(readPublished(text)).toEqual(['orm/before', 'orm/deleted', 'orm/new', 'orm/now']);
    expect(recordPublished(readPublished(text), questions)).toBe(text);
  });
});
