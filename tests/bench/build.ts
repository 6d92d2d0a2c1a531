import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a build took. */
export interface BuildCost {
  /** By the clock. */
  readonly seconds: number;
  /** Of the build's process, all its threads together: what it costs when others use the machine too. */
  readonly cpuSeconds: number;
  /** The most memory that the build's process held, in MB. */
  readonly peakMb: number;
  /** The most that the search indexer held, a process of its own, in MB; unknown outside Linux. */
  readonly indexerMb: number | undefined;
  readonly output: string;
}

/**
 * Builds the project in a folder with its own Astro.
 *
 * @throws Error with the build's output if it fails
 */
export async function build(root: string, env: NodeJS.ProcessEnv = {}): Promise<BuildCost> {
  const usage = join(root, 'build-usage.json');
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('./report-usage.ts'), 'node_modules/astro/bin/astro.mjs', 'build'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, ASTRO_TELEMETRY_DISABLED: '1', BENCH_USAGE: usage },
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  let indexerKb: number | undefined;
  const watch = setInterval(() => {
    indexerKb = child.pid === undefined ? undefined : (indexerPeak(child.pid) ?? indexerKb);
  }, 50);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error(`The build in ${root} failed:\n${output.slice(-4000)}`);
  const seconds = (performance.now() - started) / 1000;
  const { peakKb, cpuSeconds } = JSON.parse(readFileSync(usage, 'utf8')) as { peakKb: number; cpuSeconds: number };
  return {
    seconds,
    cpuSeconds,
    peakMb: peakKb / 1024,
    indexerMb: indexerKb === undefined ? undefined : indexerKb / 1024,
    output,
  };
}

/** The high-water mark of a build's Pagefind, in kB, as Linux keeps it. */
function indexerPeak(parent: number): number | undefined {
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (!status.includes(`\nPPid:\t${parent}\n`) || !/^Name:\tpagefind/m.test(status)) continue;
      const peak = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
      // A process that has ended and was not yet collected has no memory left to tell of.
      if (peak) return Number(peak);
    }
  } catch {
    // No such file system, or a process that ended while it was read.
  }
  return undefined;
}

/** Bytes and number of all files below a folder. */
export function sizeOf(folder: string): { files: number; bytes: number } {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = entries.reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name)).length, 0);
  return { files: entries.length, bytes };
}

/** The checkout that this bench belongs to. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
