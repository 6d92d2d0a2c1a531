import { describe, expect, it } from 'vitest';

import { fromLeakedFile, LEAKED_FILE, toLeakedFile } from './leaked-file.ts';

const bytes = (content: string) => new TextEncoder().encode(content);
const file = (fields: object) =>
  bytes(JSON.stringify({ format: 'django-interview-guide/leaked', version: 1, ...fields }));

it('holds a list, with the days where they are known', () => {
  const list = [{ id: 'orm/lost-update', since: '2026-11-30' }, { id: 'exercises/price-column-rollout' }];
  expect(fromLeakedFile(bytes(toLeakedFile(list)))).toEqual({ list });
  expect(fromLeakedFile(bytes(toLeakedFile([])))).toEqual({ list: [] });
});

describe('a file from elsewhere', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', bytes(''), 'The file is not JSON.'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe]), 'The file is not text in UTF-8.'],
    ['a huge file', new Uint8Array(LEAKED_FILE.largest + 1), 'The file has 2000001 bytes; at most 2000000 are read.'],
    [
      'a kit',
      bytes('{"format":"django-interview-guide/kit"}'),
      'The file is not a list of leaked questions: its format is not “django-interview-guide/leaked”.',
    ],
    [
      'a later version',
      file({ version: 2, questions: [] }),
      'The file has a version that this page does not read; it reads 1.',
    ],
    ['no list', file({ questions: { length: 1 } }), 'The file has no list of questions.'],
    [
      'a list without end',
      file({ questions: Array.from({ length: 5001 }, () => ({ id: 'orm/a' })) }),
      'The file lists 5001 questions; a list has at most 5000.',
    ],
    [
      'an id that is none',
      file({ questions: [{ id: 'orm/a' }, { id: '<img src=x>' }] }),
      'The file’s question 2 has no id of the form topic/question.',
    ],
    [
      'a day that is none',
      file({ questions: [{ id: 'orm/a', since: 'yesterday' }] }),
      'The file’s question 1 was marked on a day that is not written YYYY-MM-DD.',
    ],
    [
      'a text for a question',
      file({ questions: ['orm/a'] }),
      'The file’s question 1 has no id of the form topic/question.',
    ],
  ])('that holds %s is refused in plain words', (_, content, problem) => {
    expect(fromLeakedFile(content)).toEqual({ problem });
  });
});
