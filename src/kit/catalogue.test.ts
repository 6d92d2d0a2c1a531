import { expect, it } from 'vitest';

import { addable, examine, type Listed } from './catalogue.ts';
import type { Draft } from './draft.ts';

const listed = (id: string, fields: Partial<Listed> = {}): Listed => ({
  id,
  url: `/questions/${id}/`,
  title: `About ${id}?`,
  topic: 'orm',
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
