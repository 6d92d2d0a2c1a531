import { join } from 'node:path';

import type { APIRoute } from 'astro';

import { type ExerciseEntry, getBank } from '../../../bank/bank.ts';
import { starterZip } from '../../../exercises/starter-zip.ts';

export async function getStaticPaths() {
  const { exercises } = await getBank();
  return exercises
    .filter(({ project }) => project)
    .map((exercise) => ({ params: { exercise: exercise.slug }, props: { exercise } }));
}

/** The starter as a candidate downloads it. */
export const GET: APIRoute<{ exercise: ExerciseEntry }> = ({ props: { exercise } }) =>
  new Response(starterZip(join(process.cwd(), 'content/exercises', exercise.slug), exercise.slug));
