import { expect, it } from 'vitest';

import { wilson } from './wilson.ts';

// Known values of the 95 % score interval, to four places.
it.each([
  [0, 1, 0, 0.793457],
  [1, 1, 0.206543, 1],
  [10, 11, 0.622635, 0.983768],
  [10, 100, 0.055229, 0.174367],
  [50, 100, 0.40383, 0.59617],
  [0, 100, 0, 0.036995],
])('%i of %i lies between %f and %f', (hits, cases, low, high) => {
  expect(wilson(hits, cases)?.share).toBe(hits / cases);
  expect(wilson(hits, cases)?.interval[0]).toBeCloseTo(low, 4);
  expect(wilson(hits, cases)?.interval[1]).toBeCloseTo(high, 4);
});

it('says nothing about no case', () => {
  expect(wilson(0, 0)).toBeUndefined();
});
