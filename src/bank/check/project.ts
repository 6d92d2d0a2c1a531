import { checkSamples } from '../samples/freshness.ts';
import { readSamples } from '../samples/read.ts';
import { samplesOf } from '../samples/uses.ts';
import { type CheckedContent, readAndCheck } from './content.ts';
import { inFileOrder, type Problem } from './problem.ts';
import { readContent } from './read.ts';
import { type ContentFile, parseFile } from './source-file.ts';

/**
 * Checks all that authors touch: the content, the samples' records, and that each shows the other.
 *
 * @param root the project's folder
 */
export function checkProject(root: string): { files: ContentFile[]; content: CheckedContent; problems: Problem[] } {
  const files = readContent(root);
  const shown = files
    .filter(({ path }) => path.endsWith('.mdx'))
    .flatMap((file) => parseFile(file).parsed ?? [])
    .map(samplesOf);
  const { content, problems: mistakes } = readAndCheck(files);
  const problems = [
    ...mistakes,
    ...shown.flatMap(({ problems }) => problems),
    ...checkSamples(
      readSamples(root),
      shown.flatMap(({ uses }) => uses),
    ),
  ];
  return { files, content, problems: inFileOrder(problems) };
}
