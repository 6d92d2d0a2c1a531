import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ensureEnvironment, SAMPLES } from '../src/samples/environment.ts';
import { CHROMIUM_ONLY } from './browser/chromium-only.ts';
import { ensureChromium, ensureFirefox } from './browser/find-browsers.ts';
import { ensureNginx } from './browser/nginx.ts';
import { BUILDS } from './built/site.ts';

// `npm test`: every gate in order, cheapest first. All of them run, so that one run names all that
// is wrong; only what needs the built site is left out when there is none.

interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  /** Tests that said why they could not run here. */
  readonly leftOut?: number;
}

const outcomes: Outcome[] = [];
const REPORTS = 'test-results';

/** Runs one gate; with a report, its tests are counted, else the gate itself is one. */
function gate(
  name: string,
  command: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; report?: string; cwd?: string } = {},
): boolean {
  console.log(`\n— ${name}`);
  const started = performance.now();
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    cwd: options.cwd,
    shell: process.platform === 'win32',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...options.env },
  });
  const seconds = (performance.now() - started) / 1000;
  const sound = status === 0;
  const counted = options.report ? countTests(`${REPORTS}/${options.report}`) : undefined;
  const passed = counted?.passed ?? (sound ? 1 : 0);
  // A runner that died without saying which test failed still failed.
  const failed = Math.max(counted?.failed ?? 0, sound ? 0 : 1);
  outcomes.push({ name, seconds, passed, failed, ...(counted?.leftOut && { leftOut: counted.leftOut }) });
  return sound;
}

/** Counts in a JSON report of Vitest or of Playwright, or in pytest's XML. */
function countTests(path: string): { passed: number; failed: number; leftOut?: number } | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    if (path.endsWith('.xml')) {
      const count = (name: string) => Number(new RegExp(`<testsuite\\b[^>]* ${name}="(\\d+)"`).exec(text)?.[1] ?? 0);
      const failed = count('failures') + count('errors');
      return { passed: count('tests') - failed - count('skipped'), failed };
    }
    const report = JSON.parse(text) as {
      numPassedTests?: number;
      numFailedTests?: number;
      stats?: { expected: number; unexpected: number; flaky: number; skipped: number };
    };
    if (report.stats) {
      const { expected, unexpected, flaky, skipped } = report.stats;
      return { passed: expected, failed: unexpected + flaky, leftOut: skipped };
    }
    return { passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 };
  } catch {
    return undefined;
  }
}

const vitest = (folders: string | string[], report: string) => [
  'run',
  ...[folders].flat(),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORTS}/${report}`,
];

ensureChromium();
ensureFirefox();
ensureNginx();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS);
gate('formatting', 'prettier', ['--check', '--log-level', 'warn', '.']);
// Before lint: it writes the types of the content, which lint reads.
gate('types', 'astro', ['check', '--minimumFailingSeverity', 'warning']);
gate('lint', 'eslint', ['.']);
gate('unit tests', 'vitest', vitest(['src', 'tests/bench'], 'unit.json'), { report: 'unit.json' });
const notRun = runSamples();
const built = BUILDS.map(({ name, folder, base, site }) => {
  return gate(`build ${name}`, 'astro', ['build'], {
    env: { OUT_DIR: `./${folder}`, BASE_PATH: base, SITE_URL: site },
  });
}).every(Boolean);
if (built) {
  gate('built site', 'vitest', vitest('tests/built', 'built.json'), { report: 'built.json' });
  gate('built again', 'vitest', vitest('tests/rebuilt', 'rebuilt.json'), { report: 'rebuilt.json' });
  const lighthouse = `${REPORTS}/lighthouse.json`;
  gate('Lighthouse', 'node', ['tests/lighthouse/main.ts', lighthouse], { report: 'lighthouse.json' });
  for (const browser of ['chromium', 'firefox']) {
    const report = `${browser}.json`;
    gate(`browser tests, ${browser}`, 'playwright', ['test', `--project=${browser}`], {
      report,
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: `${REPORTS}/${report}` },
    });
  }
}

/** Runs every sample again and compares it with its record; what cannot run says why. */
function runSamples(): string | undefined {
  const environment = ensureEnvironment();
  if ('missing' in environment) {
    // Whoever reviews a change relies on this having run.
    if (process.env['CI']) outcomes.push({ name: 'samples', seconds: 0, passed: 0, failed: 1 });
    return `Samples and exercises were not run, only the samples’ records were checked: ${environment.missing}`;
  }
  const python = (name: string, args: string[], report?: string) =>
    gate(name, environment.python, ['-m', ...args], { cwd: SAMPLES, ...(report && { report }) });
  python('style of the samples', ['ruff', 'check', '--quiet', '.']);
  python('format of the samples', ['ruff', 'format', '--check', '--quiet', '.']);
  const xml = join(process.cwd(), REPORTS, 'samples.xml');
  python('samples', ['pytest', '-q', `--junitxml=${xml}`], 'samples.xml');
  const exercises = join(SAMPLES, '../exercises');
  gate('style of the exercises', environment.python, ['-m', 'ruff', 'check', '--quiet', exercises]);
  gate('format of the exercises', environment.python, ['-m', 'ruff', 'format', '--check', '--quiet', exercises]);
  gate('exercises', 'vitest', vitest('tests/exercises', 'exercises.json'), { report: 'exercises.json' });
  return undefined;
}

const total = (field: 'seconds' | 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[field], 0);
console.log('');
for (const { name, seconds, passed, failed, leftOut } of outcomes) {
  const rest = leftOut ? `, ${leftOut} left to Chromium` : '';
  console.log(`${name.padEnd(22)} ${seconds.toFixed(0).padStart(4)} s  ${passed} passed, ${failed} failed${rest}`);
}
if (outcomes.some(({ leftOut }) => leftOut)) {
  for (const [tag, reason] of Object.entries(CHROMIUM_ONLY)) console.log(`Left to Chromium, ${tag}: ${reason}`);
}
if (notRun) console.log(notRun);
console.log(`${'in all'.padEnd(22)} ${total('seconds').toFixed(0).padStart(4)} s`);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') > 0 || !built ? 1 : 0;
