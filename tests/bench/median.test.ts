import { expect, it } from 'vitest';

import { median } from './median.ts';

it('is the middle value, whatever their order', () => {
  expect(median([30, 4, 100])).toBe(30);
  expect(median([7])).toBe(7);
});

it('is the mean of the two in the middle of an even number', () => {
  expect(median([1, 100, 2, 4])).toBe(3);
});

it('leaves what it is given as it was, and has no value for nothing', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
  expect(median([])).toBeNaN();
});
