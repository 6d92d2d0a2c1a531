import { describe, expect, it } from 'vitest';

import { changeDebrief, candidateOf, missing, missingDecision, nameOf, namesIn, newDebrief } from './debrief.ts';
import { scored } from './example.ts';

const EMPTY = newDebrief({ id: '00000000-debrief', date: '2026-03-02' });
const take = (debrief: typeof EMPTY, ...names: string[]) =>
  changeDebrief(debrief, { type: 'take', cards: names.map((name) => scored(name)) });

describe('a debrief', () => {
  it('waits for everybody who is expected, whatever the case of their initials', () => {
    const waiting = take(changeDebrief(EMPTY, { type: 'expect', expected: ['AB', 'cd', 'EF'] }), 'CD');
    expect(missing(waiting)).toEqual(['AB', 'EF']);
    expect(missing(take(waiting, 'AB', 'EF'))).toEqual([]);
  });

  it('remembers whom nobody waited for, and what came in after the scores were shown', () => {
    const waiting = take(changeDebrief(EMPTY, { type: 'expect', expected: ['AB', 'CD'] }), 'AB');
    const shown = changeDebrief(waiting, { type: 'reveal' });
    expect(shown.revealed).toEqual({ without: ['CD'] });
    const later = take(shown, 'CD');
    expect(later.entries.map(({ card, late }) => [card.interviewer, late])).toEqual([
      ['AB', false],
      ['CD', true],
    ]);
    expect(later.revealed).toEqual({ without: ['CD'] });
  });

  it('leaves a scorecard out without touching the others', () => {
    const both = take(EMPTY, 'AB', 'CD');
    const one = changeDebrief(both, { type: 'leave-out', id: scored('AB').id });
    expect(one.entries.map(({ card }) => card.interviewer)).toEqual(['CD']);
  });

  it('keeps follow-ups in their places', () => {
    const first = changeDebrief(EMPTY, { type: 'follow-up', index: 0, followUp: { what: 'Ask for references' } });
    const named = changeDebrief(first, { type: 'follow-up', index: 0, followUp: { who: 'AB' } });
    const second = changeDebrief(named, { type: 'follow-up', index: 1, followUp: { what: 'Write feedback' } });
    expect(second.followUps).toEqual([
      { what: 'Ask for references', who: 'AB' },
      { what: 'Write feedback', who: '' },
    ]);
    expect(changeDebrief(second, { type: 'drop-follow-up', index: 0 }).followUps).toEqual([
      { what: 'Write feedback', who: '' },
    ]);
  });

  it('has a decision only with its reason', () => {
    expect(missingDecision(EMPTY)).toBe('decision');
    const decided = changeDebrief(EMPTY, { type: 'decide', decision: 'hire' });
    expect(missingDecision(decided)).toBe('rationale');
    expect(missingDecision(changeDebrief(decided, { type: 'explain', rationale: 'Because.' }))).toBeUndefined();
  });

  it('is called by its name, else by the candidate', () => {
    expect(nameOf(EMPTY)).toBe('Debrief without a scorecard yet');
    expect(nameOf(take(EMPTY, 'AB'))).toBe('Debrief of C-1');
    expect(nameOf({ ...take(EMPTY, 'AB'), name: 'Backend, May' })).toBe('Backend, May');
    expect(candidateOf(EMPTY)).toBe('');
  });
});

it('reads names from a line, each once', () => {
  expect(namesIn(' AB, cd;EF\nab ,, ')).toEqual(['AB', 'cd', 'EF']);
  expect(namesIn('')).toEqual([]);
  expect(namesIn(Array.from({ length: 50 }, (_, index) => `N${index}`).join())).toHaveLength(20);
});
