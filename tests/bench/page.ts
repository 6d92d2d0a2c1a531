import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

import { TEMPLATES } from '../browser/templates.ts';
import { CHECKOUT } from './build.ts';
import { median } from './median.ts';
import { measureVisit, type Visit } from './paint.ts';
import { plainPage } from './plain-page.ts';
import { measureSearches, type Search } from './search.ts';
import { withServed } from './served.ts';

// `npm run bench [-- 5]`: pages of the built site beside plain pages of the same words, in turns and in one run, on the
// line and the processor of a phone (150 ms, 1.6 Mbit/s, a quarter of the speed): bytes, first and largest paint, and
// the search from a key to its first result. Each figure is the median of so many runs. Run `npm run build` first.

const COMPARED = ['question', 'topic', 'home', 'guide'] as const;
/** Searched one after the other; the second when the search is loaded. */
const [QUERY, NEXT] = ['select_related', 'race condition'];

const runs = Number(process.argv[2] ?? 5);
if (!Number.isInteger(runs) || runs < 1) throw new Error('The number of runs is a whole number: npm run bench -- 5');
const dist = join(CHECKOUT, 'dist');
if (existsSync(join(dist, 'index.html'))) await compare();
else {
  console.error('There is no build in dist: run `npm run build` first.');
  process.exitCode = 1;
}

async function compare(): Promise<void> {
  const plain = mkdtempSync(join(tmpdir(), 'bench-plain-'));
  try {
    for (const template of COMPARED) {
      const file = join(TEMPLATES[template], 'index.html');
      mkdirSync(join(plain, TEMPLATES[template]), { recursive: true });
      writeFileSync(join(plain, file), plainPage(readFileSync(join(dist, file), 'utf8')));
    }
    await withServed([dist, plain], async (browser, origins) => {
      const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
      console.log(`${cpu}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB`);
      console.log(`${platform()} ${arch()}, Node ${process.version}, Chromium ${browser.version()}`);
      console.log(`Medians of ${runs} runs; in brackets the least and the most\n`);
      row(['', '', 'bytes', 'requests', 'first paint', 'largest paint']);
      for (const template of COMPARED) {
        const visits: [site: Visit[], plain: Visit[]] = [[], []];
        for (let run = 0; run < runs; run += 1) {
          // In turns: whatever else the machine does meets both.
          for (const [index, origin] of origins.entries()) {
            visits[index]?.push(await measureVisit(browser, origin + TEMPLATES[template]));
          }
        }
        printVisits(template, 'this site', visits[0]);
        printVisits('', 'plain page', visits[1]);
      }
      const searches: { cold: Search[]; warm: Search[] } = { cold: [], warm: [] };
      for (let run = 0; run < runs; run += 1) {
        const address = `${origins[0] ?? ''}${TEMPLATES.question}`;
        const { cold, warm } = await measureSearches(browser, address, QUERY, { next: NEXT, slow: true });
        searches.cold.push(cold);
        if (warm) searches.warm.push(warm);
      }
      console.log('');
      row(['search', '', 'bytes', 'requests', 'first result']);
      printSearches('cold', searches.cold);
      printSearches('warm', searches.warm);
      console.log('\nCold: from the key that opens the search, nothing of it loaded. Warm: another query,');
      console.log('put into the same box at once.');
    });
  } finally {
    rmSync(plain, { recursive: true, force: true });
  }
}

function printVisits(template: string, which: string, visits: readonly Visit[]): void {
  row([
    template,
    which,
    ...sizes(visits),
    times(visits.map(({ firstPaint }) => firstPaint)),
    times(visits.map(({ largestPaint }) => largestPaint)),
  ]);
}

function printSearches(which: string, searches: readonly Search[]): void {
  row(['', which, ...sizes(searches), times(searches.map(({ milliseconds }) => milliseconds))]);
}

function sizes(measured: readonly { bytes: number; requests: number }[]): string[] {
  return [
    median(measured.map(({ bytes }) => bytes)).toLocaleString('en'),
    String(median(measured.map(({ requests }) => requests))),
  ];
}

function times(values: readonly number[]): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)].map(Math.round);
  return `${middle ?? NaN} ms (${least ?? NaN}–${most ?? NaN})`;
}

function row(cells: readonly string[]): void {
  const widths = [10, 12, 10, 10, 24, 24];
  console.log(
    cells
      .map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join(''),
  );
}
