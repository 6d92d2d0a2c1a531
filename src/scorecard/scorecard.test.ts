import { describe, expect, it } from 'vitest';

import { CARD } from './example.ts';
import { changeScorecard, copyOf, hasNotes, nameOf } from './scorecard.ts';

describe('a scorecard', () => {
  it('begins with nothing chosen', () => {
    expect(hasNotes(CARD)).toBe(false);
    expect(CARD).toMatchObject({ answers: {}, rows: {}, recommendation: '', rationale: '', candidate: '' });
  });

  it('keeps notes and score of a question apart', () => {
    const noted = changeScorecard(CARD, { type: 'answer', id: 'security/csrf', rating: { evidence: 'Cookies.' } });
    const scored = changeScorecard(noted, { type: 'answer', id: 'security/csrf', rating: { score: 3 } });
    expect(scored.answers['security/csrf']).toEqual({ evidence: 'Cookies.', score: 3 });
    expect(hasNotes(noted)).toBe(true);
  });

  it('lets a row be set, and follow its questions again', () => {
    const set = changeScorecard(CARD, { type: 'set-row', competency: 'database', rating: { score: 2 } });
    expect(set.rows).toEqual({ database: { score: 2, evidence: '' } });
    expect(changeScorecard(set, { type: 'follow-questions', competency: 'database' }).rows).toEqual({});
  });

  it('is called by its own name, else by candidate and kit', () => {
    expect(nameOf(CARD)).toBe('Interview, 60 minutes');
    expect(nameOf({ ...CARD, candidate: ' K7 ' })).toBe('K7 · Interview, 60 minutes');
    expect(nameOf({ ...CARD, candidate: 'K7', name: 'Morning' })).toBe('Morning');
  });

  it('is copied under another id and a name that fits', () => {
    const copy = copyOf({ ...CARD, name: 'x'.repeat(120) }, 'other-id');
    expect(copy.id).toBe('other-id');
    expect(copy.name).toMatch(/^Copy of x+$/);
    expect(copy.name).toHaveLength(120);
  });
});
