import { expect, it } from 'vitest';

import { tally } from './tally.ts';

it('counts queries of threads and of sessions, without what steers transactions', () => {
  const common = { sample: 'orm/x', module: 'orm/test_x.py', moduleDigest: '', lockDigest: '', versions: {} };
  const block = { language: 'python' as const, code: 'x' };
  const timeline = ['BEGIN', 'UPDATE a', 'COMMIT'].map((sql) => ({ session: 'Anna', sql }));
  const records = [
    { ...common, blocks: [{ ...block, name: 'one', queryCount: 3 }] },
    { ...common, blocks: [{ ...block, name: 'two', timeline: [...timeline, { session: 'Boris', event: 'goes on' }] }] },
  ];
  expect(tally(records)).toEqual({ samples: 2, blocks: 2, queries: 4 });
});
