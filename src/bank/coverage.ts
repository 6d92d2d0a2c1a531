import type { SyllabusPoint } from './schemas/syllabus.ts';

/** A page that covers syllabus points. */
export interface CoveringPage {
  readonly title: string;
  /** Address without the site's base path. */
  readonly path: string;
  readonly covers: readonly string[];
}

/** A syllabus point and the pages that cover it, in the order they were given. */
export interface CoveredPoint {
  readonly point: SyllabusPoint;
  readonly pages: readonly CoveringPage[];
}

/** Joins the promise to what keeps it. */
export function coverage(points: readonly SyllabusPoint[], pages: readonly CoveringPage[]): CoveredPoint[] {
  const byPoint = new Map<string, CoveringPage[]>(points.map(({ id }) => [id, []]));
  for (const page of pages) for (const id of page.covers) byPoint.get(id)?.push(page);
  return points.map((point) => ({ point, pages: byPoint.get(point.id) ?? [] }));
}

/** How many of these points some page covers. */
export function countCovered(points: readonly CoveredPoint[]): number {
  return points.filter(({ pages }) => pages.length > 0).length;
}
