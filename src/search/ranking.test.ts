import { describe, expect, it } from 'vitest';

import { rankByWords, wordsOf } from './ranking.ts';

const hits = (scores: Record<string, number>) => Object.entries(scores).map(([id, score]) => ({ id, score }));
const order = (...perWord: Record<string, number>[]) => rankByWords(perWord.map(hits)).map(({ id }) => id);

describe('the words of a query', () => {
  it('are those that say something, once each', () => {
    expect(wordsOf('how do you test the on_commit of a test')).toEqual(['test', 'on_commit']);
  });

  it('are all of them where none says anything', () => {
    expect(wordsOf('who is it')).toEqual(['who', 'is', 'it']);
    expect(wordsOf('')).toEqual([]);
  });
});

describe('pages for several words', () => {
  it('come with the sum of their scores, those with more of the words before those with one strong one', () => {
    expect(order({ both: 3, one: 8 }, { both: 2 })).toEqual(['both', 'one']);
  });

  it('may lack a word that others have', () => {
    expect(order({ right: 20, long: 2 }, { right: 20, long: 2 }, { long: 2 })).toEqual(['right', 'long']);
  });

  it('are left out with less than half of the words', () => {
    expect(order({ a: 9 }, { b: 1 }, { b: 1 })).toEqual(['b']);
  });

  it('are shown by the word that says most about them', () => {
    expect(rankByWords([hits({ a: 1 }), hits({ a: 5 })])).toEqual([{ id: 'a', score: 5 }]);
  });
});
