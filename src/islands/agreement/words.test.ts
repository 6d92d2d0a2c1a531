import { describe, expect, it } from 'vitest';

import { agreement } from '../../rubric/agreement.ts';
import { alphaWords } from './words.ts';

const SCALE = [1, 2, 3, 4];
const words = (table: readonly (readonly (number | undefined)[])[]) =>
  alphaWords(agreement(table, SCALE), table[0]?.length ?? 0);

describe('agreement in words', () => {
  it('says when there is nothing to compare', () => {
    expect(words([[3], [2]])).toContain('nothing to compare');
  });

  it('gives no number where alpha is not defined', () => {
    const said = words(Array.from({ length: 10 }, () => [3, 3]));
    expect(said).toContain('alpha is not defined');
    expect(said).toContain('100 % are equal');
    expect(said).not.toContain('between');
  });

  it('gives no verdict on few units', () => {
    expect(
      words([
        [1, 2],
        [3, 3],
        [4, 4],
      ]),
    ).toContain('a hint and no measurement');
  });

  it('names the width of the interval, and what it leaves open', () => {
    const said = words([
      [1, 2, 1, 2],
      [3, 3, 2, 4],
      [4, 4, 3, 4],
      [2, 2, 3, 1],
      [3, 1, 3, 3],
      [2, 3, 2, 2],
      [4, 3, 4, 2],
      [1, 1, 2, 1],
    ]);
    expect(said).toMatch(/^With 4 raters and 8 units alpha lies between -?0\.\d\d and 0\.\d\d\. This interval is wide/);
  });

  it('keeps praise for intervals that lie above the convention as a whole', () => {
    const steady = Array.from({ length: 24 }, (_, index) => [1 + (index % 4), 1 + (index % 4)]);
    expect(words([...steady, [3, 4]])).toContain('can stand in for each other');
    const opposed = Array.from({ length: 24 }, (_, index) => [1 + (index % 4), 4 - (index % 4)]);
    expect(words(opposed)).toContain('sharpen the anchors first');
  });
});
