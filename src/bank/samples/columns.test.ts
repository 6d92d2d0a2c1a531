import { expect, it } from 'vitest';

import { withFewColumns } from './columns.ts';

it('cuts a long list of columns, and keeps the rest of the statement', () => {
  const sql = 'SELECT "a"."id", "a"."name",\n       "a"."sku", "a"."stock"\nFROM "a"\nWHERE "a"."id" = 1\nFOR UPDATE';
  expect(withFewColumns(sql)).toBe('SELECT "a"."id", "a"."name", …\nFROM "a"\nWHERE "a"."id" = 1\nFOR UPDATE');
});

it.each(['SELECT "a"."id", "a"."name"\nFROM "a"', 'SELECT COUNT(*)\nFROM "a"', 'UPDATE "a"\nSET "b" = 1', 'COMMIT'])(
  'leaves %s as it is',
  (sql) => expect(withFewColumns(sql)).toBe(sql),
);
