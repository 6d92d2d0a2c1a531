import { describe, expect, it } from 'vitest';

import { EXAMPLE } from '../rubric/example.ts';
import { scored } from './example.ts';
import { panelOf, raterNames, sessionOf } from './side-by-side.ts';

const kit = scored('AB').kit;
const design = scored(
  'AB',
  {},
  {
    id: '00000000-design',
    kit: { ...kit, stage: 'design' },
    rows: { 'system-design': { score: 4, evidence: 'Drew it.' } },
  },
);

describe('scorecards side by side', () => {
  it('have a row for each competency that any of their stages assesses', () => {
    const { rows } = panelOf(EXAMPLE, [scored('AB'), design]);
    expect(rows.map(({ competency }) => competency)).toEqual([
      'data-modeling',
      'database',
      'http-api',
      'security',
      'python',
      'operations',
      'system-design',
    ]);
    expect(rows.find(({ competency }) => competency === 'system-design')?.scores).toMatchObject([{ score: 4 }]);
  });

  it('name interviewers by initials, and by stage where they have two scorecards', () => {
    expect(raterNames(EXAMPLE, [scored('AB'), scored('CD')])).toEqual(['AB', 'CD']);
    expect(raterNames(EXAMPLE, [scored('AB'), design])).toEqual(['AB (interview)', 'AB (design)']);
  });

  it('show a question’s score without notes as one that does not count', () => {
    const silent = { ...scored('AB'), answers: { 'security/csrf': { score: 1 as const, evidence: ' ' } } };
    const row = panelOf(EXAMPLE, [silent, scored('CD')]).rows.find(({ competency }) => competency === 'security');
    expect(row).toMatchObject({ withoutEvidence: ['AB'], scores: [{ rater: 'CD', score: 3 }] });
  });

  it('are nothing when there are none', () => {
    expect(panelOf(EXAMPLE, [])).toMatchObject({ rows: [], mean: undefined, agenda: [] });
  });
});

describe('a calibration session', () => {
  it('is a table of candidates’ competencies by raters, with holes where nobody scored', () => {
    const other = (name: string, scores: Parameters<typeof scored>[1]) =>
      scored(name, scores, { id: `00000000-${name}-2`, candidate: 'C-2' });
    const session = sessionOf(EXAMPLE, [
      scored('AB'),
      scored('CD', { 'orm/lost-update': 2 }),
      other('ab', { 'security/csrf': 4 }),
      other('EF', { 'security/csrf': 1 }),
    ]);
    expect(session.raters).toEqual(['AB', 'CD', 'EF']);
    expect(session.candidates).toEqual(['C-1', 'C-2']);
    expect(session.units.map(({ candidate, competency }) => `${candidate} ${competency}`)).toEqual([
      'C-1 database',
      'C-1 security',
      'C-2 security',
    ]);
    expect(session.table).toEqual([
      [3, 2, undefined],
      [3, undefined, undefined],
      [4, undefined, 1],
    ]);
  });
});
