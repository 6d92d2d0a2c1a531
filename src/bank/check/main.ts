import { formatProblems } from './problem.ts';
import { checkProject } from './project.ts';
import { upkeepNotes } from './upkeep-notes.ts';

// `npm run check:content`: the same check as the build's, without the build.
const { files, content, problems } = checkProject(process.cwd());
if (problems.length > 0) {
  console.error(formatProblems(problems));
  process.exitCode = 1;
} else {
  console.log(`content: ${files.length} files, no mistakes`);
}
const { overdue, moved } = upkeepNotes(content, new Date().toISOString().slice(0, 10));
for (const note of [...overdue, ...moved]) console.log(`upkeep: ${note}`);
