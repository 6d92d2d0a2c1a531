import { expect, it } from 'vitest';

import { addable, examine, type Listed, withTodaysIds } from './catalogue.ts';
import type { Draft } from './draft.ts';

const listed = (id: string, fields: Partial<Listed> = {}): Listed => ({
  id,
  url: `/questions/${id}/`,
  title: `About ${id}?`,
  kind: 'debugging',
  competency: 'database',
  levels: ['mid', 'senior'],
  minutes: 8,
  status: 'active',
  ...fields,
});
const all = [
  listed('orm/a'),
  listed('orm/b', { status: 'retired' }),
  listed('orm/c', { levels: ['junior'] }),
  listed('drf/d', { competency: 'http-api', title: 'Which serializer?' }),
];
const draft: Draft = {
  level: 'mid',
  role: 'generalist',
  stage: 'technical-interview',
  minutes: 60,
  seed: '',
  opening: { minutes: 4 },
  questions: ['orm/a', 'orm/b', 'orm/c', 'orm/renamed'].map((id) => ({ id, minutes: 8 })),
  candidateQuestions: { minutes: 7 },
  close: { minutes: 4 },
};

it('says what became of the questions of an old kit', () => {
  expect(examine(draft, new Map(all.map((one) => [one.id, one])))).toEqual({
    unknown: ['orm/renamed'],
    retired: ['orm/b'],
    otherLevel: ['orm/c'],
  });
});

it('offers what the kit has not, is active, and is asked at its level', () => {
  const empty = { ...draft, questions: [] };
  expect(addable(all, draft, '').map(({ id }) => id)).toEqual(['drf/d']);
  expect(addable(all, empty, '').map(({ id }) => id)).toEqual(['orm/a', 'drf/d']);
  expect(addable(all, empty, 'SERIAL http').map(({ id }) => id)).toEqual(['drf/d']);
  expect(addable(all, empty, 'nothing').length).toBe(0);
});

it('finds renamed questions by their former ids, each once', () => {
  const bank = [listed('orm/new-name', { formerly: ['orm/renamed', 'orm/older'] }), listed('orm/a')];
  const { draft: found, renamed } = withTodaysIds(draft, bank);
  expect(found.questions.map(({ id }) => id)).toEqual(['orm/a', 'orm/b', 'orm/c', 'orm/new-name']);
  expect(renamed).toEqual([{ from: 'orm/renamed', to: 'orm/new-name' }]);
  const both = { ...draft, questions: ['orm/renamed', 'orm/older'].map((id) => ({ id, minutes: 5 })) };
  expect(withTodaysIds(both, bank).draft.questions.map(({ id }) => id)).toEqual(['orm/new-name', 'orm/older']);
  expect(withTodaysIds(found, bank).draft).toBe(found);
});
