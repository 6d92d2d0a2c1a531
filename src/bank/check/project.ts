import { checkSamples } from '../samples/freshness.ts';
import { readSamples } from '../samples/read.ts';
import { samplesOf } from '../samples/uses.ts';
import { type Checked, type CheckedContent, readAndCheck } from './content.ts';
import { type KeptChecks, NOTHING_KEPT, type SoundFile } from './kept.ts';
import { inFileOrder, type Problem } from './problem.ts';
import { readContent } from './read.ts';
import { type ContentFile, parseFile } from './source-file.ts';

/**
 * Checks all that authors touch: the content, the samples' records, and that each shows the other.
 *
 * @param root the project's folder
 * @param kept what earlier checks know of files that have not changed; brought up to date
 */
export function checkProject(
  root: string,
  kept: KeptChecks = NOTHING_KEPT,
): { files: ContentFile[]; content: CheckedContent; problems: Problem[] } {
  const files = readContent(root);
  const known = new Map(
    files.flatMap((file) => {
      const sound = kept.get(file);
      return sound ? [[file, sound]] : [];
    }),
  );
  const shown = new Map(
    files.filter(({ path }) => path.endsWith('.mdx')).map((file) => [file.path, samplesIn(file, known.get(file))]),
  );
  const { content, problems: mistakes } = readAndCheck(files, known);
  const problems = [
    ...mistakes,
    ...[...shown.values()].flatMap(({ problems }) => problems),
    ...checkSamples(
      readSamples(root),
      [...shown.values()].flatMap(({ uses }) => uses),
    ),
  ];
  const sound = soundFiles(files, content, problems, (path) => shown.get(path)?.uses ?? []);
  if (sound.size !== known.size || [...sound.keys()].some((file) => !known.has(file))) kept.save(sound);
  return { files, content, problems: inFileOrder(problems) };
}

function samplesIn(file: ContentFile, known: SoundFile | undefined): ReturnType<typeof samplesOf> {
  if (known) return { uses: [...known.uses], problems: [] };
  const { parsed } = parseFile(file);
  return parsed ? samplesOf(parsed) : { uses: [], problems: [] };
}

/** Files that no problem names, with what the check made of them. */
function soundFiles(
  files: readonly ContentFile[],
  content: CheckedContent,
  problems: readonly Problem[],
  usesIn: (path: string) => SoundFile['uses'],
): Map<ContentFile, SoundFile> {
  const faulty = new Set(problems.map(({ file }) => file));
  const lists: readonly (readonly Checked<unknown>[] | ReadonlySet<string>)[] = Object.values(content);
  const entries = lists.flatMap((list) => ('length' in list ? list : []));
  const data = new Map(entries.map((entry) => [entry.file.path, entry.data]));
  return new Map(
    files
      .filter(({ path }) => data.has(path) && !faulty.has(path))
      .map((file) => [file, { data: data.get(file.path), uses: usesIn(file.path) }]),
  );
}
