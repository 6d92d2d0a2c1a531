import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { groupBy, inReadingOrder, questionPath, topicOf } from './questions.ts';
import { LEVELS, TOPICS } from './vocabulary.ts';

const question = fc.record({
  topic: fc.constantFrom(...TOPICS),
  title: fc.string(),
  levels: fc.subarray([...LEVELS], { minLength: 1 }),
  id: fc.uuid(),
});

describe('reading order', () => {
  it('goes by topic, then lowest level, then title', () => {
    const ids = inReadingOrder([
      { id: 'drf/a', topic: 'drf', title: 'A?', levels: ['junior'] },
      { id: 'orm/c', topic: 'orm', title: 'A?', levels: ['senior'] },
      { id: 'orm/b', topic: 'orm', title: 'B?', levels: ['junior', 'mid'] },
      { id: 'orm/a', topic: 'orm', title: 'A?', levels: ['junior'] },
    ] as const).map(({ id }) => id);
    expect(ids).toEqual(['orm/a', 'orm/b', 'orm/c', 'drf/a']);
  });

  it('is the same whatever order the files were read in', () => {
    const unique = fc.uniqueArray(question, {
      selector: ({ title }) => title,
      comparator: (a, b) => a.localeCompare(b, 'en') === 0,
    });
    fc.assert(
      fc.property(unique, (questions) => {
        expect(inReadingOrder([...questions].reverse())).toEqual(inReadingOrder(questions));
      }),
    );
  });
});

it('groups without losing or moving an item', () => {
  expect([...groupBy([3, 1, 4, 5], (n) => n % 2)]).toEqual([
    [1, [3, 1, 5]],
    [0, [4]],
  ]);
});

it('knows the topic and the address of an id', () => {
  expect(topicOf('http-views/request-to-response')).toBe('http-views');
  expect(questionPath('orm/lost-update')).toBe('/questions/orm/lost-update/');
});
