import type { APIRoute } from 'astro';

import { getBank } from '../../bank/bank.ts';

/** The rubric, whole, as `content/rubric.yaml` has it; its own `version` tells which scores compare. */
export const GET: APIRoute = async () => {
  const { rubric } = await getBank();
  return Response.json(rubric);
};
