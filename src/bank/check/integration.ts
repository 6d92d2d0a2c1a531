import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';

import { checkContent } from './content.ts';
import { formatProblems } from './problem.ts';
import { readContent } from './read.ts';

/**
 * Stops a build whose content has mistakes, naming all of them: Astro itself would stop at the
 * first. The development server only logs them, so that an author can go on writing.
 */
export function contentDoor(): AstroIntegration {
  return {
    name: 'content-door',
    hooks: {
      'astro:config:setup': ({ config, command, logger }) => {
        if (command !== 'build' && command !== 'dev') return;
        const problems = checkContent(readContent(fileURLToPath(config.root)));
        if (problems.length === 0) return;
        if (command === 'build') throw new Error(`\n${formatProblems(problems)}`);
        logger.error(`\n${formatProblems(problems)}`);
      },
    },
  };
}
