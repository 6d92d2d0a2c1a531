import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { readContent } from '../../src/bank/check/read.ts';
import { readSamples } from '../../src/bank/samples/read.ts';
import { recordSchema } from '../../src/bank/samples/record.ts';
import { build, type BuildCost, CHECKOUT } from './build.ts';
import { generateQuestions } from './generate.ts';
import { materialOf } from './material.ts';
import { copyProject, writeContent } from './project.ts';
import { starlightPage } from './starlight-page.ts';

// `npm run bench:starlight [-- 1000]`: builds the same questions here and with Starlight, the usual documentation theme
// of Astro, one after the other, twice each, and prints the better times. Installs Starlight into a temporary folder.

const VERSIONS = { '@astrojs/starlight': '0.42.4', astro: '7.3.5', sharp: '0.35.5' };
const CONFIG = `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({ integrations: [starlight({ title: 'Questions' })] });
`;
const COLLECTIONS = `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`;

const count = Number(process.argv[2] ?? 1000);
const real = readContent(CHECKOUT);
const files = generateQuestions(materialOf(real), count, 'bench');
const folder = mkdtempSync(join(tmpdir(), 'bench-starlight-'));
try {
  const theirs = join(folder, 'starlight');
  makeStarlight(theirs);
  const ours = join(folder, 'guide');
  copyProject(CHECKOUT, ours, files);
  const times: { ours: BuildCost[]; theirs: BuildCost[] } = { ours: [], theirs: [] };
  for (const round of [1, 2]) {
    console.log(`Round ${round}…`);
    times.theirs.push(await buildAnew(theirs));
    times.ours.push(await buildAnew(ours));
  }
  print(times);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function makeStarlight(root: string): void {
  mkdirSync(join(root, 'src/content/docs'), { recursive: true });
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'starlight-bench', private: true, type: 'module', dependencies: VERSIONS }),
  );
  writeFileSync(join(root, 'astro.config.mjs'), CONFIG);
  writeFileSync(join(root, 'src/content.config.ts'), COLLECTIONS);
  writeFileSync(join(root, 'src/content/docs/index.md'), '---\ntitle: Questions\n---\n\nAll of them.\n');
  const samples = new Map(
    [...readSamples(CHECKOUT).records].map(([path, text]) => [
      path.replace(/\.json$/, ''),
      recordSchema.parse(JSON.parse(text)),
    ]),
  );
  writeContent(
    root,
    files.map((file) => starlightPage(file, samples)),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

/** A first build: nothing is kept from the one before. */
function buildAnew(root: string): Promise<BuildCost> {
  for (const kept of ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite']) {
    rmSync(join(root, kept), { recursive: true, force: true });
  }
  return build(root);
}

function print({ ours, theirs }: { ours: BuildCost[]; theirs: BuildCost[] }): void {
  const best = (costs: BuildCost[], field: 'seconds' | 'cpuSeconds') => Math.min(...costs.map((cost) => cost[field]));
  console.log(`\n${count} questions, Node ${process.version}, ${availableParallelism()} cores`);
  console.log(
    `Starlight ${VERSIONS['@astrojs/starlight']} has these; the guide has ${real.length} other files as well.\n`,
  );
  for (const [name, field] of [
    ['by the clock', 'seconds'],
    ['processor, without the indexer', 'cpuSeconds'],
  ] as const) {
    const [guide, starlight] = [best(ours, field), best(theirs, field)];
    const ratio = (starlight / guide).toFixed(2);
    console.log(
      `${name.padEnd(32)} Starlight ${starlight.toFixed(1)} s, the guide ${guide.toFixed(1)} s: ${ratio} times as fast`,
    );
  }
}
