import { describe, expect, it } from 'vitest';

import { EXAMPLE } from '../rubric/example.ts';
import { CARD } from './example.ts';
import { takeIn } from './take-in.ts';

const newId = () => 'new-id-0001';
const other = { ...CARD, rationale: 'Changed.' };

describe('scorecards from elsewhere', () => {
  it('come in as they are where nothing has their id', () => {
    expect(takeIn(EXAMPLE, [], [CARD], [], newId)).toEqual({ added: [CARD], copies: 0, known: 0 });
  });

  it('are left out where exactly they are here, whatever the order of their fields', () => {
    const { timer, ...rest } = CARD;
    expect(takeIn(EXAMPLE, [CARD], [{ timer, ...rest }], [], newId)).toEqual({ added: [], copies: 0, known: 1 });
  });

  it('come in as a copy beside another version, or beside what cannot be read', () => {
    const copy = { added: [{ ...other, id: 'new-id-0001' }], copies: 1, known: 0 };
    expect(takeIn(EXAMPLE, [CARD], [other], [], newId)).toEqual(copy);
    expect(takeIn(EXAMPLE, [], [other], [CARD.id], newId)).toEqual(copy);
  });

  it('stay out, all of them, when one is of another rubric', () => {
    const strange = { ...CARD, id: 'strange-0001', kit: { ...CARD.kit, role: 'wizard' } };
    expect(takeIn(EXAMPLE, [], [CARD, strange], [], newId)).toEqual({
      problem: 'Scorecard 2 of 2: its role “wizard” is not in the rubric.',
    });
  });
});
