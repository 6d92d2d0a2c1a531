import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

import { ensureChromium } from './browser/find-chromium.ts';
import { BUILDS } from './built/site.ts';

// `npm test`: every gate in order, cheapest first. All of them run, so that one run names all that
// is wrong; only what needs the built site is left out when there is none.

interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
}

const outcomes: Outcome[] = [];
const REPORTS = 'test-results';

/** Runs one gate; with a report, its tests are counted, else the gate itself is one. */
function gate(
  name: string,
  command: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; report?: string } = {},
): boolean {
  console.log(`\n— ${name}`);
  const started = performance.now();
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...options.env },
  });
  const seconds = (performance.now() - started) / 1000;
  const sound = status === 0;
  const counted = options.report ? countTests(`${REPORTS}/${options.report}`) : undefined;
  const passed = counted?.passed ?? (sound ? 1 : 0);
  // A runner that died without saying which test failed still failed.
  const failed = Math.max(counted?.failed ?? 0, sound ? 0 : 1);
  outcomes.push({ name, seconds, passed, failed });
  return sound;
}

/** Counts in a JSON report of Vitest or of Playwright. */
function countTests(path: string): { passed: number; failed: number } | undefined {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as {
      numPassedTests?: number;
      numFailedTests?: number;
      stats?: { expected: number; unexpected: number; flaky: number };
    };
    if (report.stats) return { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky };
    return { passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 };
  } catch {
    return undefined;
  }
}

const vitest = (folder: string, report: string) => [
  'run',
  folder,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORTS}/${report}`,
];

ensureChromium();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS);
gate('formatting', 'prettier', ['--check', '--log-level', 'warn', '.']);
// Before lint: it writes the types of the content, which lint reads.
gate('types', 'astro', ['check', '--minimumFailingSeverity', 'warning']);
gate('lint', 'eslint', ['.']);
gate('unit tests', 'vitest', vitest('src', 'unit.json'), { report: 'unit.json' });
const built = BUILDS.map(({ name, folder, base }) => {
  return gate(`build ${name}`, 'astro', ['build'], { env: { OUT_DIR: `./${folder}`, BASE_PATH: base } });
}).every(Boolean);
if (built) {
  gate('built site', 'vitest', vitest('tests/built', 'built.json'), { report: 'built.json' });
  gate('browser tests', 'playwright', ['test'], { report: 'browser.json' });
}

const total = (field: 'seconds' | 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[field], 0);
console.log('');
for (const { name, seconds, passed, failed } of outcomes) {
  console.log(`${name.padEnd(22)} ${seconds.toFixed(0).padStart(4)} s  ${passed} passed, ${failed} failed`);
}
console.log(`${'in all'.padEnd(22)} ${total('seconds').toFixed(0).padStart(4)} s`);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') > 0 || !built ? 1 : 0;
