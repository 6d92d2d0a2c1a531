import type { APIRoute } from 'astro';

import { getBank } from '../../bank/bank.ts';
import type { Askable } from '../../kit/compose.ts';

/** What choosing questions and exercises for a kit needs to know of each, and no more: the builder waits for it. */
export const GET: APIRoute = async () => {
  const { questions, retired, exercises } = await getBank();
  return Response.json({
    version: 1,
    questions: [
      ...[...questions, ...retired].map(({ formerly, ...question }) => ({
        ...choice(question),
        ...(formerly.length > 0 && { formerly }),
      })),
      // What is done at home takes no minutes of a meeting.
      ...exercises.filter(({ setting }) => setting !== 'home').map(choice),
    ],
  });
};

function choice({ id, title, competency, kind, levels, minutes, status }: Askable & { readonly title: string }) {
  return { id, title, competency, kind, levels, minutes, status };
}
