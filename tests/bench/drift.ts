import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Page } from '@playwright/test';
import { parse } from 'yaml';

import type { Rubric } from '../../src/bank/schemas/rubric.ts';
import { COMPETENCIES } from '../../src/bank/vocabulary.ts';
import { madeUp } from '../../src/hiring/made-up.ts';
import { toCsv } from '../../src/scorecard/csv.ts';
import { toFile } from '../../src/scorecard/file.ts';
import { ensureChromium } from '../browser/find-chromium.ts';
import { SERVERS } from '../browser/servers.ts';

// `npm run bench:drift`: times the drift page with ten thousand scorecards of eight rows each, from one JSON file and
// from one table, in Chromium on the built site. Run `npm run build` first. A number of scorecards may be given.
const SCORECARDS = Number(process.argv[2] ?? 10_000);
const RUNS = 3;
/** Drawings of a full page: two of shares, the leanings, the pass rates. */
const DRAWINGS = 4;

const written = parse(readFileSync('content/rubric.yaml', 'utf8')) as Rubric;
// The worst case: each meeting scores every row.
const rubric: Rubric = {
  ...written,
  roles: written.roles.slice(0, 1),
  stages: written.stages.map((stage) => ({ ...stage, competencies: [...COMPETENCIES] })),
};
const cards = madeUp(rubric, {
  seed: 'bench',
  scorecards: SCORECARDS,
  quarters: ['2025-07-01', '2025-10-01', '2026-01-01', '2026-04-01'],
  interviewers: Array.from({ length: 40 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`),
  questions: 1,
  evidence: 'Said that the row is locked before it is read, and what happens to the second customer then. '.repeat(4),
  stricter: { competency: 'database', interviewer: 'R03' },
});
const folder = mkdtempSync(join(tmpdir(), 'drift-bench-'));
const files = { json: join(folder, 'scorecards.json'), csv: join(folder, 'scorecards.csv') };
writeFileSync(files.json, toFile(cards));
writeFileSync(files.csv, toCsv(rubric, cards));

const { folder: built, base, port, origin } = SERVERS.root;
const server = spawn('node', ['tests/browser/serve.ts', built, base, String(port)], { stdio: 'inherit' });
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

interface Times {
  readonly reading: number;
  readonly comparing: number;
  /** From the answer to the last drawing on the screen. */
  readonly drawing: number;
  /** From the choice of the file to the last drawing. */
  readonly total: number;
  /** Longest time for which the page did not answer. */
  readonly blocked: number;
}

async function time(page: Page, file: string): Promise<Times> {
  await page.goto(`${origin}${base}debrief/drift/`, { waitUntil: 'networkidle' });
  await page.evaluate((drawings) => {
    const record = { start: 0, end: 0, blocked: 0 };
    Object.assign(window, { record });
    document.addEventListener('change', () => (record.start ||= performance.now()), { capture: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) record.blocked = Math.max(record.blocked, entry.duration);
    }).observe({ type: 'longtask' });
    const look = () => {
      if (document.querySelectorAll('figure svg').length === drawings) record.end = performance.now();
      else requestAnimationFrame(look);
    };
    look();
  }, DRAWINGS);
  await page.getByLabel('Open files').setInputFiles(file);
  await page.waitForFunction(() => (window as unknown as { record: { end: number } }).record.end > 0, undefined, {
    timeout: 120_000,
  });
  const shown = await page.getByText(/ scorecards? of /).textContent();
  if (!shown?.startsWith(SCORECARDS.toLocaleString('en'))) throw new Error(`the page shows: ${shown ?? 'nothing'}`);
  return page.evaluate(() => {
    const { record } = window as unknown as { record: { start: number; end: number; blocked: number } };
    const measure = (name: string) => performance.getEntriesByName(name).at(-1) as PerformanceMeasure;
    const compared = measure('scorecards compared');
    return {
      reading: measure('scorecards read').duration,
      comparing: compared.duration,
      drawing: record.end - (compared.startTime + compared.duration),
      total: record.end - record.start,
      blocked: record.blocked,
    };
  });
}

try {
  // The first answer of the server is waited for by trying.
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (
      await fetch(origin + base).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  for (const [kind, file] of Object.entries(files)) {
    const size = (statSync(file).size / 1e6).toFixed(0);
    for (let run = 1; run <= RUNS; run += 1) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.route('**/data/rubric.json', (route) => route.fulfill({ json: rubric }));
      const times = await time(page, file);
      const words = Object.entries(times).map(([name, value]) => `${name} ${(value as number).toFixed(0)} ms`);
      console.log(`${kind} ${size} MB, ${SCORECARDS} scorecards, run ${run}: ${words.join(', ')}`);
      await page.close();
    }
  }
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true });
}
