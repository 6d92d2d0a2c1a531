import { expect, it } from 'vitest';

import { failureWords, sizeWords } from './words.ts';

it.each([
  [0, '1 kB'],
  [412_345, '412 kB'],
  [999_999, '1.0 MB'],
  [4_549_000, '4.5 MB'],
  [19_352_585, '19 MB'],
])('says %d bytes as %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

it('names the file and the answer, and what to do', () => {
  expect(failureWords({ id: '1', reason: 'refused', address: 'topics/', status: 503 })).toBe(
    'The host answered “/topics/” with an error (503). It may be busy or being updated: try again in a while.',
  );
  for (const reason of ['unreachable', 'different', 'full', 'unknown'] as const) {
    expect(failureWords({ id: '1', reason, address: 'topics/' })).toMatch(/try again/i);
  }
});
