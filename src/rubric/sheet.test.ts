import { describe, expect, it } from 'vitest';

import { EXAMPLE } from './example.ts';
import { changeSheet, emptySheet, hasWork, missingCall } from './sheet.ts';

const empty = emptySheet(EXAMPLE);

describe('a sheet', () => {
  it('starts with nothing scored, nothing recommended', () => {
    expect(empty).toEqual({
      level: 'mid',
      role: 'generalist',
      stage: 'interview',
      ratings: {},
      recommendation: '',
      rationale: '',
    });
    expect(hasWork(empty)).toBe(false);
  });

  it('starts with what was asked for, where the rubric has it', () => {
    expect(emptySheet(EXAMPLE, { level: 'staff', role: 'api', stage: 'lunch' })).toMatchObject({
      level: 'staff',
      role: 'api',
      stage: 'interview',
    });
  });

  it('keeps a score when evidence is written, and evidence when the score changes', () => {
    const rated = changeSheet(empty, { type: 'rate', competency: 'python', rating: { score: 3 } });
    const noted = changeSheet(rated, { type: 'rate', competency: 'python', rating: { evidence: 'Used a generator.' } });
    const rescored = changeSheet(noted, { type: 'rate', competency: 'python', rating: { score: 4 } });
    expect(rescored.ratings).toEqual({ python: { score: 4, evidence: 'Used a generator.' } });
  });

  it('keeps scores and notes when level, role or stage change', () => {
    const rated = changeSheet(empty, { type: 'rate', competency: 'python', rating: { score: 3 } });
    const moved = changeSheet(rated, { type: 'choose', field: 'stage', value: 'design' });
    expect(moved.ratings).toEqual(rated.ratings);
    expect(hasWork(moved)).toBe(true);
  });

  it('asks for the call first, then for its reason', () => {
    expect(missingCall(empty)).toBe('recommendation');
    const called = changeSheet(empty, { type: 'choose', field: 'recommendation', value: 'yes' });
    expect(missingCall(called)).toBe('rationale');
    expect(missingCall(changeSheet(called, { type: 'explain', rationale: 'Predicted every query.' }))).toBeUndefined();
  });

  it('clears work, and keeps what the sheet is for', () => {
    const worked = changeSheet(emptySheet(EXAMPLE, { role: 'api' }), { type: 'explain', rationale: 'x' });
    expect(changeSheet(worked, { type: 'clear' })).toEqual(emptySheet(EXAMPLE, { role: 'api' }));
  });
});
