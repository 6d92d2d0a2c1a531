import { expect, it } from 'vitest';

import { againstKey } from './against-key.ts';

const SCALE = [1, 2, 3, 4];

it('counts answers with the key’s score and next to it, and says in which direction one leans', () => {
  const found = againstKey(
    [
      [2, 2],
      [3, 2],
      [4, 2],
      [1, 1],
    ],
    SCALE,
  );
  expect(found).toMatchObject({ answers: 4, exact: 2, withinOne: 3, leaning: 0.75 });
  expect(found?.kappa).toBeGreaterThan(0);
});

it('has no figures without an answer, and no kappa where nothing differs', () => {
  expect(againstKey([], SCALE)).toBeUndefined();
  expect(againstKey([[3, 3]], SCALE)).toMatchObject({ exact: 1, leaning: 0, kappa: undefined });
});
