import { findingsOf, type Source, type Wish, withSource } from '../../hiring/desk.ts';
import { madeUp } from '../../hiring/made-up.ts';
import { seeded } from '../../kit/random.ts';
import { cardScores, type Reading } from '../../scorecard/card-scores.ts';
import type { ReadScores } from '../../scorecard/from-csv.ts';
import { LARGEST_SCORES, readScores } from '../../scorecard/read-scores.ts';
import { readFile } from '../saved/read-file.ts';
import { EXAMPLE_NAME, EXAMPLE_PLAN } from './example.ts';
import type { Answer, Order } from './orders.ts';

// A worker, so that the page answers while thousands of scorecards are read and compared.

let rubric: Reading | undefined;
let sources: Source[] = [];
let wish: Wish = {};

async function read(file: File, known: Reading): Promise<ReadScores> {
  try {
    const found = await readFile(file, { largest: LARGEST_SCORES }, (bytes) => readScores(known, bytes));
    return 'problem' in found ? { cards: [], problems: [found.problem] } : found;
  } catch {
    return { cards: [], problems: ['The browser could not read the file.'] };
  }
}

async function carryOut(order: Order): Promise<void> {
  if (order.type === 'begin') {
    rubric = order.rubric;
    return;
  }
  if (!rubric) throw new Error('no rubric yet');
  const known = rubric;
  const begun = performance.now();
  switch (order.type) {
    case 'open':
      for (const file of order.files) sources = withSource(sources, file.name, await read(file, known));
      break;
    case 'take': {
      const cards = order.scorecards.map((card) => cardScores(known, card));
      // What this browser keeps is one source: asking again takes it as it is now.
      const others = sources.filter(({ name }) => name !== order.name);
      sources = withSource(others, order.name, { cards, problems: [] });
      break;
    }
    case 'make-up': {
      const cards = madeUp(known, EXAMPLE_PLAN).map((card) => cardScores(known, card));
      sources = [{ name: EXAMPLE_NAME, cards, problems: [] }];
      break;
    }
    case 'remove':
      sources = sources.filter(({ name }) => name !== order.name);
      break;
    case 'wish':
      wish = { ...wish, ...order.wish };
  }
  const readBy = performance.now();
  const findings = findingsOf(known, sources, wish, seeded('drift'));
  const answer: Answer = { findings, took: { reading: readBy - begun, counting: performance.now() - readBy } };
  postMessage(answer);
}

let queue = Promise.resolve();
addEventListener('message', ({ data }: MessageEvent<Order>) => {
  queue = queue.then(() => carryOut(data));
});
// What goes wrong in here has to reach the page: only errors outside promises do by themselves.
addEventListener('unhandledrejection', (event) => {
  setTimeout(() => {
    throw event.reason;
  });
});
