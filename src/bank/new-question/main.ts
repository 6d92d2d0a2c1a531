import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';

import { BLANK } from '../check/texts.ts';
import { TOPICS } from '../vocabulary.ts';
import { draftQuestion, slugOf } from './draft.ts';

// `npm run new:question`: asks for topic and title, writes the file, says what to do next.
const terminal = createInterface({ input: process.stdin, output: process.stdout });
const lines = terminal[Symbol.asyncIterator]();

/** Asks until the answer holds; ends quietly when there is no more input. */
async function ask<T>(prompt: string, accept: (answer: string) => T | undefined): Promise<T> {
  for (;;) {
    process.stdout.write(prompt);
    const line = await lines.next();
    if (line.done) {
      console.error('\nNothing was written.');
      process.exit(1);
    }
    const accepted = accept(line.value.trim());
    if (accepted !== undefined) return accepted;
  }
}

console.log(`Topics: ${TOPICS.join(', ')}`);
const topic = await ask('Topic: ', (answer) => TOPICS.find((name) => name === answer));
const title = await ask('Title, as an interviewer would say it: ', (answer) => (slugOf(answer) ? answer : undefined));
terminal.close();

const today = new Date().toISOString().slice(0, 10);
const { path, text } = draftQuestion(topic, title, today);
await mkdir(dirname(path), { recursive: true });
try {
  await writeFile(path, text, { flag: 'wx' });
  console.log(`\nWrote ${path}.\nFill in every ${BLANK}, then run: npm run check:content`);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  console.error(`\n${path} exists already and was left as it is. Take another title, or edit that file.`);
  process.exitCode = 1;
}
