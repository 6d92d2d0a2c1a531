import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';

import { countCoverage } from './count-coverage.ts';
import { openKeptChecks } from './kept.ts';
import { formatProblems } from './problem.ts';
import { checkProject } from './project.ts';
import { upkeepNotes } from './upkeep-notes.ts';

/**
 * Stops a build whose content has mistakes, naming all of them: Astro itself would stop at the
 * first. The development server only logs them, so that an author can go on writing. Questions whose
 * last check is too long ago are no mistake: they are warned of.
 *
 * @param now the clock that says how long ago a check was; no page depends on it
 */
export function contentDoor(now: () => Date = () => new Date()): AstroIntegration {
  return {
    name: 'content-door',
    hooks: {
      'astro:config:setup': ({ config, command, logger }) => {
        if (command !== 'build' && command !== 'dev') return;
        const { files, content, problems } = checkProject(
          fileURLToPath(config.root),
          openKeptChecks(fileURLToPath(config.cacheDir)),
        );
        if (problems.length === 0) {
          const { points, covered } = countCoverage(content);
          logger.info(`${files.length} files without a mistake, ${covered} of ${points} syllabus points covered`);
          const { overdue, moved } = upkeepNotes(content, now().toISOString().slice(0, 10));
          for (const note of overdue) logger.warn(note);
          for (const note of moved) logger.info(note);
        } else if (command === 'build') {
          throw new Error(`\n${formatProblems(problems)}`);
        } else {
          logger.error(`\n${formatProblems(problems)}`);
        }
      },
    },
  };
}
