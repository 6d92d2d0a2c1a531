import { expect, it } from 'vitest';

import { briefWithin } from './brief-within.ts';

it('lowers the headings of a brief, takes their ids, and leaves the rest', () => {
  expect(briefWithin('<h1 id="desk">Desk</h1><p id="x">h1</p><h6>End</h6>', 3)).toBe(
    '<h4>Desk</h4><p id="x">h1</p><h6>End</h6>',
  );
});
