import { expect, it } from 'vitest';

import { normaliseQuery } from './query.ts';

it.each([
  ['F()', 'F'],
  ['transaction.on_commit()', 'transaction.on_commit'],
  ['  n + 1   queries ', 'n+1 queries'],
  ['N+1', 'n+1'],
  ['select_related', 'select_related'],
])('“%s” is searched as “%s”', (typed, searched) => {
  expect(normaliseQuery(typed)).toBe(searched);
});
