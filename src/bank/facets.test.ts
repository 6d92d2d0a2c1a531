import { describe, expect, it } from 'vitest';

import { cataloguePath, inPages, pageSteps } from './catalogue-pages.ts';
import { facetsOf, matching, placeOf } from './facets.ts';

const questions = [
  { topic: 'orm', kind: 'concept', competency: 'database', levels: ['junior', 'mid'], minutes: 5 },
  { topic: 'orm', kind: 'scenario', competency: 'database', levels: ['senior'], minutes: 12 },
  { topic: 'security', kind: 'concept', competency: 'security', levels: ['mid', 'senior'], minutes: 8 },
] as const;
const facets = facetsOf(
  questions.map((question) => ({ ...question, levels: [...question.levels] })),
  2,
);

describe('facets', () => {
  it('find the questions that a filter lets pass, also after a journey as JSON', () => {
    const arrived = JSON.parse(JSON.stringify(facets)) as typeof facets;
    expect(matching(arrived, {})).toEqual([0, 1, 2]);
    expect(matching(arrived, { topic: 'orm', kind: '' })).toEqual([0, 1]);
    expect(matching(arrived, { level: 'mid' })).toEqual([0, 2]);
    expect(matching(arrived, { level: 'senior', minutes: '8' })).toEqual([2]);
    expect(matching(arrived, { competency: 'python' })).toEqual([]);
  });

  it('say on which page an item stands', () => {
    expect([0, 1, 2].map((position) => placeOf(facets, position))).toEqual([
      { page: 1, place: 0 },
      { page: 1, place: 1 },
      { page: 2, place: 0 },
    ]);
  });

  it('take a few bytes per question, whatever its title', () => {
    const many = facetsOf(
      Array.from({ length: 10_000 }, () => ({ ...questions[0], levels: ['junior', 'mid'] as const })).map(
        (question) => ({ ...question, levels: [...question.levels] }),
      ),
      50,
    );
    expect(JSON.stringify(many).length).toBeLessThan(120_000);
  });
});

describe('pages of the catalogue', () => {
  it('hold every question once, in order, and know their place', () => {
    const pages = inPages([1, 2, 3, 4, 5], 2);
    expect(pages.flatMap(({ items }) => items)).toEqual([1, 2, 3, 4, 5]);
    expect(pages.map(({ number, of, first, total }) => [number, of, first, total])).toEqual([
      [1, 3, 1, 5],
      [2, 3, 3, 5],
      [3, 3, 5, 5],
    ]);
    expect(inPages([], 2)).toEqual([{ number: 1, of: 1, items: [], first: 1, total: 0 }]);
    expect(inPages([1, 2], 2)).toHaveLength(1);
  });

  it('lead to each other', () => {
    expect([1, 2].map(cataloguePath)).toEqual(['/questions/', '/questions/page/2/']);
    const leads = (number: number, of: number) => pageSteps(number, of).map(({ to }) => to);
    expect(leads(1, 1)).toEqual([undefined, undefined, undefined, undefined]);
    expect(leads(1, 2)).toEqual([undefined, undefined, 2, undefined]);
    expect(leads(3, 5)).toEqual([1, 2, 4, 5]);
    expect(leads(5, 5)).toEqual([1, 4, undefined, undefined]);
  });
});
