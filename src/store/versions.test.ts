import { describe, expect, it } from 'vitest';

import { upgrade } from './versions.ts';

const steps = [
  (value: unknown) => ({ ...(value as object), second: true }),
  (value: unknown) => ({ ...(value as object), third: true }),
];

describe('data of an older version', () => {
  it('goes through every step from its own version on', () => {
    expect(upgrade({ first: true }, 1, steps)).toEqual({ value: { first: true, second: true, third: true } });
    expect(upgrade({ first: true }, 2, steps)).toEqual({ value: { first: true, third: true } });
    expect(upgrade({ first: true }, 3, steps)).toEqual({ value: { first: true } });
  });

  it.each([0, 4, 1.5, '1', undefined, Number.NaN])('is refused when its version is %s', (version) => {
    expect(upgrade({}, version, steps)).toBeUndefined();
  });
});
