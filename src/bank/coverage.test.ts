import { expect, it } from 'vitest';

import { countCovered, coverage } from './coverage.ts';

const point = (id: string) => ({ id, topic: 'orm', kind: 'concept', level: 'junior', text: id }) as const;
const page = (title: string, covers: string[]) => ({ title, path: `/${title}/`, covers });

it('joins each point to the pages that cover it, in order', () => {
  const points = coverage([point('orm-001'), point('orm-002')], [page('a', ['orm-002']), page('b', ['orm-002'])]);
  expect(points.map(({ pages }) => pages.map(({ title }) => title))).toEqual([[], ['a', 'b']]);
  expect(countCovered(points)).toBe(1);
});

it('ignores ids that the syllabus does not have: the content check names those', () => {
  expect(countCovered(coverage([point('orm-001')], [page('a', ['orm-999'])]))).toBe(0);
});
