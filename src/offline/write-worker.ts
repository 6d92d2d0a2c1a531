import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';
import { build } from 'vite';

import { writeVersionOf } from './write-version.ts';

/** Programs that stand beside the pages under names of their own, each bundled to one file. */
const PROGRAMS = { worker: 'sw.js', notice: 'offline/notice.js' };

/** Bundles the worker, and gives it the list of what the finished build consists of. The last of all integrations. */
export function offlineWorker(): AstroIntegration {
  return {
    name: 'offline-worker',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        for (const [name, file] of Object.entries(PROGRAMS)) await bundle(name, folder, file);
        const version = writeVersionOf(folder, readFileSync(join(folder, PROGRAMS.worker), 'utf8'));
        logger.info(`version ${version.id} with ${version.files.length} files`);
      },
    },
  };
}

async function bundle(name: string, outDir: string, file: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
        // A classic script: not every browser runs workers that are modules.
        output: { format: 'iife', entryFileNames: file },
      },
    },
  });
}
