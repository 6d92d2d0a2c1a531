import { join } from 'node:path';

import type { APIRoute } from 'astro';

import { type ExerciseEntry, getBank } from '../../../bank/bank.ts';
import type { Project } from '../../../exercises/files.ts';
import { projectZip } from '../../../exercises/project-zip.ts';

const PROJECTS = ['starter', 'solution'] as const;

export async function getStaticPaths() {
  const { exercises } = await getBank();
  return exercises
    .filter(({ project }) => project)
    .flatMap((exercise) =>
      PROJECTS.map((project) => ({ params: { exercise: exercise.slug, project }, props: { exercise, project } })),
    );
}

/** The starter as a candidate downloads it, and the solution for the interviewer. */
export const GET: APIRoute<{ exercise: ExerciseEntry; project: Project }> = ({ props: { exercise, project } }) =>
  new Response(projectZip(join(process.cwd(), 'content/exercises', exercise.slug), exercise.slug, project));
