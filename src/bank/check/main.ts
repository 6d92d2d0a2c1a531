import { formatProblems } from './problem.ts';
import { checkProject } from './project.ts';

// `npm run check:content`: the same check as the build's, without the build.
const { files, problems } = checkProject(process.cwd());
if (problems.length > 0) {
  console.error(formatProblems(problems));
  process.exitCode = 1;
} else {
  console.log(`content: ${files.length} files, no mistakes`);
}
