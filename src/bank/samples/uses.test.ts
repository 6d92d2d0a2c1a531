import { expect, it } from 'vitest';

import { formatProblem } from '../check/problem.ts';
import { parseFile } from '../check/source-file.ts';
import { samplesOf } from './uses.ts';

function read(body: string) {
  const { parsed } = parseFile({ path: 'content/topics/orm.mdx', text: `---\ntitle: ORM\n---\n\n${body}\n` });
  if (!parsed) throw new Error('the file was not read');
  const { uses, problems } = samplesOf(parsed);
  return { uses, problems: problems.map(formatProblem) };
}

it('finds a block and a pair, also within a rung, with their lines', () => {
  const body = `<Level name="junior">

Words.

<Sample name="orm/a" block="one" print="sql" />

</Level>

<Sample name="orm/b" before="one" after="two" />`;
  expect(read(body)).toEqual({
    problems: [],
    uses: [
      { file: 'content/topics/orm.mdx', line: 9, name: 'orm/a', blocks: ['one'] },
      { file: 'content/topics/orm.mdx', line: 13, name: 'orm/b', blocks: ['one', 'two'] },
    ],
  });
});

it('finds what a question shows to the candidate, with its line', () => {
  const text = '---\ntitle: ORM\nexhibit:\n  blocks:\n    - { sample: orm/a, block: one }\n---\n\nWords.\n';
  const { parsed } = parseFile({ path: 'content/questions/orm/a.mdx', text });
  expect(parsed && samplesOf(parsed).uses).toEqual([
    { file: 'content/questions/orm/a.mdx', line: 5, name: 'orm/a', blocks: ['one'] },
  ]);
});

it.each([
  ['<Sample name="orm/a" />', '<Sample>: found name, allowed: block, or before and after'],
  ['<Sample name="orm/a" before="x" />', '<Sample>: found name, before, allowed: block, or before and after'],
  ['<Sample block="x" />', '<Sample> name: found nothing, allowed: <topic>/<slug> of a sample'],
  ['<Sample name="orm/a" block="x" print="all" />', '<Sample> print: found "all", allowed: "sql"'],
  [
    '<Sample name="orm/a" block="x" open="yes" />',
    '<Sample>: found "open", allowed: name, block, before, after, print, each with a text in quotes',
  ],
  [
    'Words <Sample name="orm/a" block="x" /> and words.',
    '<Sample>: found a sample within a line, allowed: a line of its own, with empty lines around',
  ],
])('refuses %s', (body, problem) => {
  expect(read(body).problems).toEqual([`content/topics/orm.mdx:5 ${problem}`]);
});
