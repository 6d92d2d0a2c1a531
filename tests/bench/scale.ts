import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { readContent } from '../../src/bank/check/read.ts';
import { build, type BuildCost, CHECKOUT, sizeOf } from './build.ts';
import { generateQuestions } from './generate.ts';
import { materialOf } from './material.ts';
import { copyProject, writeContent } from './project.ts';
import { measureColdSearches, type Search } from './search.ts';

// `npm run bench:scale [-- 200 2000 10000]`: builds the site with so many generated questions beside the real ones, and
// says what each build costs and weighs. Works in a temporary copy; needs some GB of disk and, for 10,000, of memory.

/** A word that few pages have, one that most have, and two together. */
const QUERIES = ['select_related', 'query', 'race condition'];

interface Row {
  readonly generated: number;
  readonly questions: number;
  readonly first: BuildCost;
  readonly again: BuildCost;
  readonly output: { files: number; bytes: number };
  readonly weights: Readonly<Record<string, number>>;
  readonly searches: readonly Search[];
}

/** Files whose weight is told, gzipped as a host sends them. */
const WEIGHED = {
  'question page': 'questions/orm/select-related-or-prefetch-related/index.html',
  'home page': 'index.html',
  'catalogue, a page': 'questions/index.html',
  'catalogue, filter': 'data/facets.json',
};

const sizes = process.argv.slice(2).map(Number);
if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
  throw new Error('Sizes are whole numbers: npm run bench:scale -- 200 2000');
}
const real = readContent(CHECKOUT);
const material = materialOf(real);
const rows: Row[] = [];
for (const size of sizes.length > 0 ? sizes : [200, 2000, 10_000]) rows.push(await measure(size));
print(rows);

async function measure(generated: number): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'));
  const root = join(folder, 'project');
  try {
    const files = generateQuestions(material, generated, 'bench');
    copyProject(CHECKOUT, root, files);
    console.log(`${generated}: first build…`);
    const first = await build(root);
    const output = sizeOf(join(root, 'dist'));
    // One sentence of one question changes.
    writeContent(
      root,
      files.slice(0, 1).map(({ path, text }) => ({ path, text: text.replace('</Level>', 'New.\n\n$&') })),
    );
    console.log(`${generated}: build after one question changed…`);
    const again = await build(root);
    console.log(`${generated}: cold searches…`);
    return {
      generated,
      questions: material.size.questions + generated,
      first,
      again,
      output,
      weights: Object.fromEntries(
        Object.entries(WEIGHED).map(([name, path]) => [
          name,
          gzipSync(readFileSync(join(root, 'dist', path)), { level: 9 }).length,
        ]),
      ),
      searches: await measureColdSearches(join(root, 'dist'), QUERIES),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(rows: readonly Row[]): void {
  const fixed = (value: number, digits = 0) => value.toFixed(digits);
  const kb = (bytes: number) => `${fixed(bytes / 1000, 1)} kB`;
  const lines: [string, (row: Row) => string][] = [
    ['generated questions', ({ generated }) => String(generated)],
    ['with the real ones', ({ questions }) => String(questions)],
    ['first build', ({ first }) => `${fixed(first.seconds, 1)} s`],
    ['  processor time', ({ first }) => `${fixed(first.cpuSeconds, 1)} s`],
    ['  per question', ({ first, questions }) => `${fixed((1000 * first.seconds) / questions, 1)} ms`],
    ['  peak memory', ({ first }) => `${fixed(first.peakMb)} MB`],
    ['  of the indexer', ({ first }) => (first.indexerMb === undefined ? '–' : `${fixed(first.indexerMb)} MB`)],
    ['one question changed', ({ again }) => `${fixed(again.seconds, 1)} s`],
    ['  processor time', ({ again }) => `${fixed(again.cpuSeconds, 1)} s`],
    ['  faster by', ({ first, again }) => `${fixed(first.seconds / again.seconds, 1)} ×`],
    ['output', ({ output }) => `${fixed(output.bytes / 1e6)} MB`],
    ['  files', ({ output }) => String(output.files)],
    ...Object.keys(WEIGHED).map((name): [string, (row: Row) => string] => [
      name,
      ({ weights }) => kb(weights[name] ?? 0),
    ]),
    ...QUERIES.map((query, index): [string, (row: Row) => string] => [
      `cold search “${query}”`,
      ({ searches }) => kb(searches[index]?.bytes ?? 0),
    ]),
  ];
  console.log(`\nNode ${process.version}, ${availableParallelism()} cores, ${fixed(totalmem() / 2 ** 30)} GB\n`);
  for (const [name, value] of lines) {
    console.log(name.padEnd(30) + rows.map((row) => value(row).padStart(13)).join(''));
  }
  for (const { generated, searches } of rows) {
    console.log(`\nWhat cold searches load most of, with ${generated}:`);
    for (const { query, requests, largest } of searches) {
      console.log(`  ${query}: ${requests} requests; ${largest.join(', ')}`);
    }
  }
}
