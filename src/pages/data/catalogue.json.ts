import type { APIRoute } from 'astro';

import { getBank } from '../../bank/bank.ts';

/** What choosing questions for a kit needs to know of each, and no more: the builder waits for it. */
export const GET: APIRoute = async () => {
  const { questions, retired } = await getBank();
  return Response.json({
    version: 1,
    questions: [...questions, ...retired].map(({ id, title, competency, kind, levels, minutes, status, formerly }) => ({
      id,
      title,
      competency,
      kind,
      levels,
      minutes,
      status,
      ...(formerly.length > 0 && { formerly }),
    })),
  });
};
