import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';

import { countCoverage } from './count-coverage.ts';
import { formatProblems } from './problem.ts';
import { checkProject } from './project.ts';

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
        const { files, problems } = checkProject(fileURLToPath(config.root));
        if (problems.length === 0) {
          const { points, covered } = countCoverage(files);
          logger.info(`${files.length} files without a mistake, ${covered} of ${points} syllabus points covered`);
        } else if (command === 'build') {
          throw new Error(`\n${formatProblems(problems)}`);
        } else {
          logger.error(`\n${formatProblems(problems)}`);
        }
      },
    },
  };
}
