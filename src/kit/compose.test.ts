import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { COMPETENCIES, KINDS, LEVELS } from '../bank/vocabulary.ts';
import type { WeightedRow } from '../rubric/weights.ts';
import { alternatives, type Askable, compose, isExercise, SHORTEST, type Wish } from './compose.ts';
import { coverage } from './coverage.ts';
import { schedule } from './schedule.ts';

const question: fc.Arbitrary<Omit<Askable, 'id'>> = fc.record({
  kind: fc.constantFrom(...KINDS),
  competency: fc.constantFrom(...COMPETENCIES),
  levels: fc.subarray([...LEVELS], { minLength: 1 }),
  minutes: fc.integer({ min: 4, max: 25 }),
  status: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'retired' as const),
});
const bank = fc
  .array(question, { maxLength: 120 })
  .map((list): Askable[] => list.map((one, index) => ({ ...one, id: `topic/question-${index}` })));
const rows = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: COMPETENCIES.length, maxLength: COMPETENCIES.length })
  .filter((weights) => weights.some((weight) => weight > 0))
  .map((weights): WeightedRow[] => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return COMPETENCIES.flatMap((competency, index) => {
      const weight = weights[index] ?? 0;
      return weight > 0 ? [{ competency, share: weight / total }] : [];
    });
  });
const wish: fc.Arbitrary<Wish> = fc.record({
  level: fc.constantFrom(...LEVELS),
  rows,
  minutes: fc.integer({ min: SHORTEST, max: 180 }),
  seed: fc.string(),
});
const RUNS = { numRuns: 2000 };

/** A bank in which every row has plenty of everything. */
const plenty: Askable[] = COMPETENCIES.flatMap((competency) =>
  KINDS.flatMap((kind) =>
    [5, 6, 7, 8, 9, 10, 12, 14].map((minutes) => ({
      id: `${competency}/${kind}-${minutes}`,
      kind,
      competency,
      levels: LEVELS,
      minutes,
      status: 'active' as const,
    })),
  ),
);

describe('a composed kit', () => {
  it('fits its time exactly, asks nothing twice, and only what is active at the level and on the sheet', () => {
    fc.assert(
      fc.property(bank, wish, (questions, wanted) => {
        const kit = compose(questions, wanted);
        expect(schedule(kit).over).toBe(0);
        expect(kit.opening.minutes).toBeGreaterThan(0);
        expect(kit.candidateQuestions.minutes).toBeGreaterThan(0);
        expect(kit.close.minutes).toBeGreaterThan(0);
        const ids = kit.questions.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { id, minutes } of kit.questions) {
          const asked = questions.find((one) => one.id === id);
          expect(asked?.status).toBe('active');
          expect(asked?.levels).toContain(wanted.level);
          expect(wanted.rows.map(({ competency }) => competency)).toContain(asked?.competency);
          expect(minutes).toBeGreaterThanOrEqual(asked?.minutes ?? Infinity);
        }
        const served = new Set(ids.map((id) => questions.find((one) => one.id === id)?.competency));
        expect(kit.missing).toEqual(
          wanted.rows.map(({ competency }) => competency).filter((competency) => !served.has(competency)),
        );
      }),
      RUNS,
    );
  });

  it('is the same for the same seed, however the bank is sorted', () => {
    fc.assert(
      fc.property(bank, wish, (questions, wanted) => {
        expect(compose(questions.toReversed(), wanted)).toEqual(compose(questions, wanted));
      }),
      RUNS,
    );
  });

  it('has a parallel form for another seed: the same rows, kinds and minutes', () => {
    fc.assert(
      fc.property(bank, wish, fc.string(), (questions, wanted, other) => {
        const shapeOf = (seed: string) => {
          const { questions: asked, ...rest } = compose(questions, { ...wanted, seed });
          const like = asked.map(({ id, minutes }) => {
            const found = questions.find((one) => one.id === id);
            return { competency: found?.competency, kind: found?.kind, minutes };
          });
          return { ...rest, like };
        };
        expect(shapeOf(other)).toEqual(shapeOf(wanted.seed));
      }),
      RUNS,
    );
  });

  it('gives each row about its share of the minutes, where the bank has enough', () => {
    fc.assert(
      fc.property(wish, (wanted) => {
        const kit = compose(plenty, wanted);
        const of = (id: string) => plenty.find((one) => one.id === id)?.competency;
        for (const row of coverage(kit, wanted.rows, of)) {
          // No row is further from its share than one question and the stretch of all of them.
          expect(Math.abs(row.minutes - row.due)).toBeLessThanOrEqual(14 + row.due / 2);
        }
        // Nothing is left out that would have had room.
        const cheapest = 8;
        for (const row of wanted.rows) {
          const asked = kit.questions.reduce((sum, { minutes }) => sum + minutes, 0);
          if (row.share * asked > 2 * cheapest) expect(kit.missing).not.toContain(row.competency);
        }
      }),
      RUNS,
    );
  });

  it('has one exercise where the time allows, of a row that counts, and it comes first', () => {
    const lab: Askable[] = (['debugging', 'code-review'] as const).map((kind, index) => ({
      id: `exercises/${kind}`,
      kind,
      competency: index === 0 ? 'database' : 'operations',
      levels: ['mid', 'senior'],
      minutes: 30,
      status: 'active',
    }));
    const exercises = (wanted: Wish) => {
      const { questions } = compose([...plenty, ...lab], wanted);
      return questions.flatMap(({ id }, place) => (isExercise(id) ? [{ id, place }] : []));
    };
    const rows = [
      { competency: 'security' as const, share: 0.5 },
      { competency: 'database' as const, share: 0.3 },
      { competency: 'python' as const, share: 0.2 },
    ];
    expect(exercises({ level: 'mid', rows, minutes: 90, seed: 'a' })).toEqual([
      { id: 'exercises/debugging', place: 0 },
    ]);
    expect(exercises({ level: 'mid', rows, minutes: 60, seed: 'a' })).toEqual([]);
    expect(exercises({ level: 'junior', rows, minutes: 90, seed: 'a' })).toEqual([]);
    fc.assert(
      fc.property(wish, (wanted) => {
        const kit = compose([...plenty, ...lab], wanted);
        expect(schedule(kit).over).toBe(0);
        expect(exercises(wanted).length).toBeLessThanOrEqual(1);
        for (const { id, minutes } of kit.questions) if (isExercise(id)) expect(minutes).toBe(30);
      }),
      RUNS,
    );
  });

  it('swaps an exercise for an exercise, and a question for a question', () => {
    const [one, other]: Askable[] = ['one', 'other'].map((name) => ({
      id: `exercises/${name}`,
      kind: 'debugging',
      competency: 'database',
      levels: ['mid'],
      minutes: 30,
      status: 'active',
    }));
    if (!one || !other) throw new Error('two exercises');
    const kit = { questions: [{ id: one.id, minutes: 30 }] };
    expect(alternatives([...plenty, one, other], kit, one, 'mid').map(({ id }) => id)).toEqual([other.id]);
    const question = plenty.find(({ competency }) => competency === 'database');
    if (!question) throw new Error('a question');
    expect(alternatives([...plenty, one, other], kit, question, 'mid').map(({ id }) => id)).not.toContain(other.id);
  });

  it('varies the kinds of its questions', () => {
    const equal = COMPETENCIES.map((competency) => ({ competency, share: 1 / COMPETENCIES.length }));
    const kit = compose(plenty, { level: 'mid', rows: equal, minutes: 90, seed: 'a' });
    const kinds = kit.questions.map(({ id }) => plenty.find((one) => one.id === id)?.kind);
    expect(kinds.length).toBeGreaterThanOrEqual(6);
    expect(new Set(kinds).size).toBe(KINDS.length);
  });

  it('takes other questions for another seed, where the bank has them', () => {
    const rows = [{ competency: 'database' as const, share: 1 }];
    const twins = plenty.flatMap((one) => ['a', 'b', 'c'].map((twin) => ({ ...one, id: `${one.id}-${twin}` })));
    const forms = ['form A', 'form B', 'form C', 'form D'].map((seed) =>
      compose(twins, { level: 'mid', rows, minutes: 60, seed })
        .questions.map(({ id }) => id)
        .join(),
    );
    expect(new Set(forms).size).toBe(4);
  });

  it('refuses a meeting without room for a question, and a sheet without a row', () => {
    const rows = [{ competency: 'database' as const, share: 1 }];
    expect(() => compose(plenty, { level: 'mid', rows, minutes: 19, seed: '' })).toThrow('19 minutes, at least 20');
    expect(() => compose(plenty, { level: 'mid', rows: [], minutes: 60, seed: '' })).toThrow('no competency to assess');
  });
});

it('offers like questions first, and none that the kit has', () => {
  const [first] = plenty.filter(({ id }) => id === 'database/debugging-8');
  if (!first) throw new Error('not in the bank');
  const kit = {
    questions: [
      { id: first.id, minutes: 8 },
      { id: 'database/debugging-9', minutes: 9 },
    ],
  };
  const offered = alternatives(plenty, kit, first, 'mid');
  expect(offered.slice(0, 3).map(({ id }) => id)).toEqual([
    'database/debugging-7',
    'database/debugging-10',
    'database/debugging-6',
  ]);
  expect(offered.map(({ id }) => id)).not.toContain('database/debugging-9');
  expect(offered.every(({ competency }) => competency === 'database')).toBe(true);
});
