import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { EXAMPLE } from '../rubric/example.ts';
import { COLUMNS, toCsv } from './csv.ts';
import { CARD } from './example.ts';

const card = {
  ...CARD,
  candidate: '=K7',
  answers: { 'orm/lost-update': { score: 3 as const, evidence: 'Said "lock",\nthen why.' } },
  rows: { python: { score: 'not-assessed' as const, evidence: '' }, security: { score: 2 as const, evidence: '' } },
};
const lines = toCsv(EXAMPLE, [card]).split('\r\n');

describe('scorecards as a table', () => {
  it('begins with the names of the columns, and has a row for each competency of each', () => {
    expect(lines[0]).toBe(COLUMNS.join(','));
    expect(lines).toHaveLength(1 + 5 + 1);
    expect(toCsv(EXAMPLE, [])).toBe(`${COLUMNS.join(',')}\r\n`);
  });

  it('says where a score comes from, and whether it counts', () => {
    const of = (competency: string) => lines.find((line) => line.includes(`,${competency},`)) ?? '';
    expect(of('database')).toContain(',database,0.2000,3,questions,yes,');
    expect(of('security')).toContain(',security,0.2000,2,interviewer,no,,');
    expect(of('python')).toContain(',python,0.2000,not-assessed,interviewer,no,,');
    expect(of('operations')).toContain(',operations,0.2000,,,no,,');
  });

  it('quotes what has to be, and disarms what a spreadsheet would compute', () => {
    expect(lines[1]).toContain(",'=K7,");
    expect(toCsv(EXAMPLE, [card])).toContain('"Said ""lock"",\nthen why."');
  });

  it('has each column explained in the guide', () => {
    const guide = readFileSync('content/guides/rubric.mdx', 'utf8');
    expect(COLUMNS.filter((column) => !guide.includes(`\`${column}\``))).toEqual([]);
  });
});
