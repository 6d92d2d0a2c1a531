import type { CheckedContent } from './content.ts';

/** How many points the syllabus has, and how many of them some file covers. For sound content. */
export function countCoverage(content: CheckedContent): { points: number; covered: number } {
  const syllabus = content.syllabus[0]?.data ?? [];
  const covering = [...content.questions, ...content.topics, ...content.guides, ...content.exercises];
  const named = new Set(covering.flatMap(({ data }) => data.covers));
  return { points: syllabus.length, covered: syllabus.filter(({ id }) => named.has(id)).length };
}
