import { expect, it } from 'vitest';

import { selection } from './selection.ts';

const FOLDER = 'content/samples';

it.each([
  ['orm', 'orm'],
  ['orm/test_related_objects.py', 'orm/test_related_objects.py'],
  ['content/samples/orm/test_related_objects.py', 'orm/test_related_objects.py'],
  ['orm/n-plus-one', 'orm/test_related_objects.py::test_n_plus_one'],
])('%s runs %s', (word, expected) => expect(selection(word, FOLDER)).toEqual([expected]));

it.each(['orm/n-plus-two', 'nothing', '../..', '.'])('%s says what may be asked for', (word) =>
  expect(() => selection(word, FOLDER)).toThrow(
    `No sample is named “${word}”: name one as <topic>/<slug>, a topic, or a test module.`,
  ),
);
