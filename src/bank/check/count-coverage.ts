import { type ContentFile, parseFile } from './source-file.ts';

/** How many points the syllabus has, and how many of them some file covers. For sound content. */
export function countCoverage(files: readonly ContentFile[]): { points: number; covered: number } {
  const data = files.map((file) => ({ path: file.path, data: parseFile(file).parsed?.data }));
  const syllabus = data.find(({ path }) => path === 'content/syllabus.yaml')?.data as { id: string }[];
  const named = new Set(data.flatMap(({ data: fields }) => (fields as { covers?: string[] }).covers ?? []));
  return { points: syllabus.length, covered: syllabus.filter(({ id }) => named.has(id)).length };
}
