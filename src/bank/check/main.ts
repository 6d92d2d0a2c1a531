import { checkContent } from './content.ts';
import { formatProblems } from './problem.ts';
import { readContent } from './read.ts';

// `npm run check:content`: the same check as the build's, without the build.
const files = readContent(process.cwd());
const problems = checkContent(files);
if (problems.length > 0) {
  console.error(formatProblems(problems));
  process.exitCode = 1;
} else {
  console.log(`content: ${files.length} files, no mistakes`);
}
