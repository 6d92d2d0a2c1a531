import { describe, expect, it } from 'vitest';

import type { CardScores } from '../scorecard/card-scores.ts';
import { scored } from './example.ts';
import { hiringFigures } from './figures.ts';
import { figureColumns, figuresToCsv } from './figures-csv.ts';
import { gather } from './gather.ts';

const RUBRIC = {
  stages: [{ id: 'screen' }, { id: 'interview' }, { id: 'design' }],
  recommendations: ['no', 'yes'].map((id) => ({ id, label: id, meaning: id })),
};
const card = (id: string, candidate: string, stage: string, date: string, fields: Partial<CardScores> = {}) =>
  scored(id, 3, { candidate, stage, date, ...fields });
const figures = (...cards: CardScores[]) => hiringFigures(RUBRIC, gather([cards]).cards);
const stage = (id: string, all: ReturnType<typeof figures>, period = 'all') =>
  all.find((one) => one.period === period)?.stages.find((one) => one.stage === id);

describe('hiring figures', () => {
  it('follow candidates through the stages, each once however many scorecards they have', () => {
    const found = figures(
      card('1', 'A', 'screen', '2026-01-10'),
      card('2', 'A', 'screen', '2026-01-10'),
      card('3', 'A', 'interview', '2026-01-20'),
      card('4', 'B', 'screen', '2026-03-30'),
      card('5', 'B', 'design', '2026-04-09'),
    );
    expect(found.map(({ period }) => period)).toEqual(['all', '2026-Q1', '2026-Q2']);
    expect(found[0]?.stages.map((one) => one.stage)).toEqual(['screen', 'interview', 'design']);
    expect(stage('screen', found)).toMatchObject({
      candidates: 2,
      scorecards: 3,
      wentOn: 2,
      recommendations: [0, 3, 0],
    });
    expect(stage('interview', found)).toMatchObject({ candidates: 1, wentOn: 0 });
    // In the quarter of the first meeting at the stage.
    expect(stage('screen', found, '2026-Q1')?.candidates).toBe(2);
    expect(stage('design', found, '2026-Q2')?.candidates).toBe(1);
    expect(stage('design', found, '2026-Q1')).toBeUndefined();
  });

  it('say what several scorecards say together, and that they are divided where they differ', () => {
    const at = (id: string, candidate: string, outcome: CardScores['outcome']) =>
      card(id, candidate, 'screen', '2026-01-10', { outcome });
    const found = figures(
      at('1', 'A', 'meets'),
      at('2', 'A', 'insufficientEvidence'),
      at('3', 'B', 'meets'),
      at('4', 'B', 'below'),
      at('5', 'C', 'insufficientEvidence'),
      at('6', 'D', undefined),
      at('7', 'E', 'barNotMet'),
    );
    expect(stage('screen', found)).toMatchObject({
      outcomes: { meets: 1, below: 0, barNotMet: 1, divided: 1, insufficientEvidence: 1, unknown: 1 },
      decided: 3,
      pass: undefined,
    });
  });

  it('give rates and days from eight candidates on', () => {
    const candidates = (count: number) =>
      Array.from({ length: count }, (_, index) => [
        card(`s${index}`, `C${index}`, 'screen', '2026-01-01', { outcome: index < 2 ? 'below' : 'meets' }),
        card(`i${index}`, `C${index}`, 'interview', `2026-01-${String(index + 2).padStart(2, '0')}`),
      ]).flat();
    expect(stage('screen', figures(...candidates(7)))).toMatchObject({ pass: undefined, days: undefined, wentOn: 7 });
    const eight = stage('screen', figures(...candidates(8)));
    expect(eight).toMatchObject({ pass: { share: 0.75 }, days: { median: 4.5, shortest: 1, longest: 8 } });
    expect(eight?.pass?.interval[0]).toBeCloseTo(0.409, 3);
  });

  it('take a code that comes back after half a year for a new candidate', () => {
    const found = figures(card('1', 'A', 'screen', '2025-01-10'), card('2', 'A', 'screen', '2025-09-10'));
    expect(stage('screen', found)).toMatchObject({ candidates: 2, wentOn: 0 });
  });

  it('come as a table with the columns that the page explains', () => {
    const [names, line, ...rest] = figuresToCsv(RUBRIC, figures(card('1', 'A', 'screen', '2026-01-10'))).split('\r\n');
    expect(names).toBe(
      figureColumns(RUBRIC.recommendations)
        .map(({ name }) => name)
        .join(','),
    );
    expect(line).toBe('all,screen,1,1,1,0,0,0,0,0,,,,0,,,,0,1,0');
    expect(rest).toEqual(['2026-Q1,screen,1,1,1,0,0,0,0,0,,,,0,,,,0,1,0', '']);
  });
});
