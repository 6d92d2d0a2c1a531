import { describe, expect, it } from 'vitest';

import { scored } from './example.ts';
import { gather, quartersOf, versionsOf } from './gather.ts';

describe('scorecards from several places', () => {
  it('count once where they are the same, whatever the order of their rows and whether the outcome is known', () => {
    const [one, two] = [
      { competency: 'database', score: 3, counts: true },
      { competency: 'python', score: 2, counts: true },
    ] as const;
    const card = scored('a', 3, { scores: [one, two] });
    const found = gather([[card], [{ ...card, scores: [two, one], outcome: undefined }], [card]]);
    expect(found).toMatchObject({ cards: [{ id: 'a', quarter: '2026-Q1' }], repeated: 2, differing: [] });
  });

  it('do not count at all where the same id says different things, in whatever order they come', () => {
    const versions = [scored('a', 3), scored('a', 4), scored('b', 2)];
    for (const order of [versions, versions.toReversed()]) {
      const found = gather([order]);
      expect(found.differing).toEqual(['a']);
      expect(found.cards.map(({ id }) => id)).toEqual(['b']);
    }
  });

  it('are named where they have no day or no candidate', () => {
    const found = gather([
      [
        scored('a', 3, { date: '' }),
        scored('b', 3, { date: '2026-02-31' }),
        scored('c', 3, { candidate: '' }),
        scored('d', 3),
      ],
    ]);
    expect(found).toMatchObject({ undated: ['a', 'b'], nameless: ['c'], cards: [{ id: 'd' }] });
  });

  it('are told apart by version of the rubric, and by quarter', () => {
    const { cards } = gather([
      [scored('a', 3), scored('b', 3, { rubricVersion: 2, date: '2025-12-31' }), scored('c', 3, { rubricVersion: 2 })],
    ]);
    expect(versionsOf(cards)).toEqual([
      { version: 2, cards: 2 },
      { version: 1, cards: 1 },
    ]);
    expect(quartersOf(cards)).toEqual(['2025-Q4', '2026-Q1']);
  });
});
