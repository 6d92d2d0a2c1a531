import { describe, expect, it } from 'vitest';

import type { Rating } from '../rubric/result.ts';
import { EXAMPLE } from '../rubric/example.ts';
import { CARD } from './example.ts';
import type { Scorecard } from './schema.ts';
import { foreign, standing } from './standing.ts';

const rated = (score: Rating['score'], evidence = 'Heard.'): Rating => ({ score, evidence });
const card = (fields: Partial<Scorecard>): Scorecard => ({ ...CARD, ...fields });
const row = (of: Scorecard, competency: string) =>
  standing(EXAMPLE, of).rows.find((one) => one.competency === competency);

describe('what a scorecard amounts to', () => {
  it('derives a row from its questions, weighted by their minutes', () => {
    // (4 × 20 + 1 × 10) / 30 = 3
    const scored = card({ answers: { 'orm/lost-update': rated(4), 'database/deadlocks': rated(1) } });
    expect(row(scored, 'database')?.rating?.score).toBe(3);
    expect(row(scored, 'database')?.questions).toEqual(['orm/lost-update', 'database/deadlocks']);
  });

  it('does not count a score without a note, and names the question', () => {
    const scored = card({ answers: { 'orm/lost-update': rated(4, ' '), 'database/deadlocks': rated(2) } });
    expect(row(scored, 'database')?.rating?.score).toBe(2);
    expect(standing(EXAMPLE, scored).withoutNotes).toEqual(['orm/lost-update']);
  });

  it('takes "not assessed" for no score', () => {
    const scored = card({ answers: { 'orm/lost-update': rated('not-assessed', 'No time.') } });
    expect(row(scored, 'database')?.rating).toBeUndefined();
    expect(standing(EXAMPLE, scored).withoutNotes).toEqual([]);
  });

  it('lets a row that was set stand before its questions, if it has a reason', () => {
    const answers = { 'orm/lost-update': rated(2) };
    expect(row(card({ answers, rows: { database: rated(4) } }), 'database')?.rating?.score).toBe(4);
    const unreasoned = standing(EXAMPLE, card({ answers, rows: { database: rated(4, '') } }));
    expect(unreasoned.result.withoutEvidence).toEqual(['database']);
    expect(unreasoned.result.mean).toBeUndefined();
    // Only the reason is written: the questions still count.
    expect(row(card({ answers, rows: { database: { evidence: 'So far.' } } }), 'database')?.rating?.score).toBe(2);
  });

  it('gives no verdict below four fifths of the weight, and one above', () => {
    const answers = { 'orm/lost-update': rated(3), 'security/csrf': rated(3) };
    const little = standing(EXAMPLE, card({ answers })).result;
    expect(little.mean).toBeCloseTo(3);
    expect(little.outcome).toBe('insufficientEvidence');
    const rows = { 'http-api': rated(3), python: rated(3), operations: rated('not-assessed') } as const;
    expect(standing(EXAMPLE, card({ answers, rows })).result.outcome).toBe('meets');
  });

  it('names what another rubric does not have', () => {
    expect(foreign(EXAMPLE, CARD)).toBeUndefined();
    expect(foreign(EXAMPLE, card({ kit: { ...CARD.kit, role: 'wizard' } }))).toContain('“wizard”');
    expect(foreign(EXAMPLE, card({ kit: { ...CARD.kit, stage: 'attic' } }))).toContain('“attic”');
    expect(foreign(EXAMPLE, card({ recommendation: 'maybe' }))).toContain('“maybe”');
  });
});
