import { describe, expect, it } from 'vitest';

import type { Listed } from './catalogue.ts';
import { compose } from './compose.ts';
import type { Draft } from './draft.ts';
import { leakedToday, questionsIn, unleaked, withParallels } from './leaked.ts';
import { schedule } from './schedule.ts';

const question = (id: string, fields: Partial<Listed> = {}): Listed => ({
  id,
  url: `/questions/${id}/`,
  title: `${id}?`,
  kind: 'debugging',
  competency: 'database',
  levels: ['mid', 'senior'],
  minutes: 10,
  status: 'active',
  ...fields,
});
const draft = (...ids: string[]): Draft => ({
  level: 'mid',
  role: 'generalist',
  stage: 'technical-interview',
  minutes: 8 + 11 * ids.length,
  seed: 'A',
  opening: { minutes: 3 },
  questions: ids.map((id) => ({ id, minutes: 11 })),
  candidateQuestions: { minutes: 3 },
  close: { minutes: 2 },
});
const ids = ({ questions }: Draft) => questions.map(({ id }) => id);

describe('a kit with leaked questions', () => {
  it('asks a parallel one instead: of the same competency, level, kind and length, in the same minutes', () => {
    const bank = [
      question('orm/leaked'),
      question('orm/kept'),
      question('orm/other-competency', { competency: 'security' }),
      question('orm/other-level', { levels: ['staff'] }),
      question('orm/retired', { status: 'retired' }),
      question('orm/too-long', { minutes: 12 }),
      question('orm/other-kind', { kind: 'concept' }),
      question('orm/parallel', { minutes: 8 }),
    ];
    const kit = draft('orm/leaked', 'orm/kept');
    const { draft: next, swapped, stuck } = withParallels(kit, bank, new Set(['orm/leaked']));
    expect(ids(next)).toEqual(['orm/parallel', 'orm/kept']);
    expect(swapped).toEqual([{ from: 'orm/leaked', to: 'orm/parallel' }]);
    expect(stuck).toEqual([]);
    expect(schedule(next)).toMatchObject({ total: kit.minutes, over: 0 });
    expect(next.questions.map(({ minutes }) => minutes)).toEqual([11, 11]);
  });

  it('never asks a question twice, nor another leaked one, and takes another kind before none', () => {
    const bank = [
      question('orm/a'),
      question('orm/b'),
      question('orm/c'),
      question('orm/d', { kind: 'concept' }),
      question('orm/e', { kind: 'concept' }),
    ];
    const { draft: next, swapped } = withParallels(draft('orm/a', 'orm/b'), bank, new Set(['orm/a', 'orm/b', 'orm/e']));
    expect(ids(next)).toEqual(['orm/c', 'orm/d']);
    expect(swapped).toHaveLength(2);
  });

  it('keeps a question that no other can stand for, and says so', () => {
    const bank = [question('orm/a'), question('orm/b', { minutes: 30 }), question('exercises/c')];
    const kit = draft('orm/a', 'orm/gone');
    const renewed = withParallels(kit, bank, new Set(['orm/a', 'orm/gone']));
    expect(renewed).toEqual({ draft: kit, swapped: [], stuck: ['orm/a', 'orm/gone'] });
    expect(renewed.draft).toBe(kit);
  });

  it('is left alone when it has none', () => {
    const kit = draft('orm/a');
    expect(withParallels(kit, [question('orm/a'), question('orm/b')], new Set(['orm/b'])).draft).toBe(kit);
  });
});

it('a kit that is composed has no leaked question, by any seed', () => {
  const bank = Array.from({ length: 12 }, (_, index) => question(`orm/q${index}`));
  const leaked = new Set(['orm/q1', 'orm/q5', 'orm/q11']);
  const asked = Array.from({ length: 50 }, (_, seed) =>
    compose(unleaked(bank, leaked), {
      level: 'mid',
      rows: [{ competency: 'database', share: 1 }],
      minutes: 60,
      seed: String(seed),
    }),
  ).flatMap(({ questions }) => questions.map(({ id }) => id));
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((id) => leaked.has(id))).toEqual([]);
});

it('a question that was renamed since it was marked is still leaked', () => {
  const bank = [question('orm/new', { formerly: ['orm/old'] }), question('orm/other')];
  expect([...leakedToday([{ id: 'orm/old' }], bank)]).toEqual(['orm/old', 'orm/new']);
  expect([...leakedToday([], bank)]).toEqual([]);
});

it('questions are named by id or address, one a line or with commas; what names none is told', () => {
  const bank = [question('orm/a', { formerly: ['orm/old'] }), question('drf/b'), question('exercises/c')];
  const text = `orm/a, https://example.org/guide/questions/drf/b/?level=mid#ladder
    /exercises/c/interviewer/
    https://example.org/exercises/c/
    orm/old   orm/nowhere; <script>`;
  expect(questionsIn(text, bank)).toEqual({
    ids: ['orm/a', 'drf/b', 'exercises/c'],
    unknown: ['/exercises/c/interviewer/', 'orm/nowhere', '<script>'],
  });
  expect(questionsIn(' \n', bank)).toEqual({ ids: [], unknown: [] });
});
