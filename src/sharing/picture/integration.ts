import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import type { AstroIntegration } from 'astro';

import type { Assignment, Done } from './worker.ts';

/**
 * Draws the pictures that links to pages are shown with, in a thread of its own beside the build, and
 * puts them into the built site. They are kept in Astro's cache folder.
 */
export function pictures(): AstroIntegration {
  let assignment: Assignment;
  let worker: Worker;
  let answer: Promise<Done>;
  return {
    name: 'pictures',
    hooks: {
      'astro:config:done': ({ config }) => {
        assignment = { root: fileURLToPath(config.root), cache: join(fileURLToPath(config.cacheDir), 'pictures') };
      },
      'astro:build:start': () => {
        worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: assignment });
        answer = once(worker, 'message').then(([done]) => done as Done);
        // A failure is reported where the answer is awaited; a build that fails before that does not wait for it.
        answer.catch(() => undefined);
        worker.unref();
      },
      'astro:build:done': async ({ dir, logger }) => {
        worker.ref();
        worker.postMessage(fileURLToPath(dir));
        const { pictures, drawn, took } = await answer;
        logger.info(`${pictures} pictures, ${drawn} of them drawn in ${(took / 1000).toFixed(1)} s beside the pages`);
      },
    },
  };
}
