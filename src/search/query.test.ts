import { expect, it } from 'vitest';

import { normaliseQuery } from './query.ts';

it.each([
  ['F()', 'F'],
  ['transaction.on_commit()', 'transaction.on_commit'],
  ['  n + 1   queries ', 'n1 queries'],
  ['N+1', 'N1'],
  ['C++ extension', 'C++ extension'],
  ['select_related', 'select_related'],
])('“%s” is searched as “%s”', (typed, searched) => {
  expect(normaliseQuery(typed)).toBe(searched);
});
