import { describe, expect, it } from 'vitest';

import { lastChanged, newsOf } from './news.ts';

const old = { id: 'orm/old', added: '2026-01-01', changes: [] };
const changed = {
  id: 'orm/changed',
  added: '2026-01-02',
  changes: [
    { date: '2026-03-01', what: 'The senior rung.' },
    { date: '2026-03-01', what: 'The anchor for 4.' },
    { date: '2026-04-01', what: 'A red flag.' },
  ],
};
const fresh = { id: 'orm/fresh', added: '2026-03-01', changes: [] };
const read = (limit: number) =>
  newsOf([old, changed, fresh], limit).map(({ question, date, change = 'new', nth }) => [
    question.id,
    date,
    change,
    nth,
  ]);

describe('news of questions', () => {
  it('has each addition and each change, newest first', () => {
    expect(read(9)).toEqual([
      ['orm/changed', '2026-04-01', 'A red flag.', 0],
      ['orm/changed', '2026-03-01', 'The anchor for 4.', 1],
      ['orm/changed', '2026-03-01', 'The senior rung.', 0],
      ['orm/fresh', '2026-03-01', 'new', 0],
      ['orm/changed', '2026-01-02', 'new', 0],
      ['orm/old', '2026-01-01', 'new', 0],
    ]);
  });

  it('leaves out the oldest beyond the limit', () => {
    expect(read(2).map(([, date]) => date)).toEqual(['2026-04-01', '2026-03-01']);
  });

  it('knows the last day of a question', () => {
    expect([old, changed].map(lastChanged)).toEqual(['2026-01-01', '2026-04-01']);
  });
});
