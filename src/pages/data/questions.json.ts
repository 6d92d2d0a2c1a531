import type { APIRoute } from 'astro';

import { getBank } from '../../bank/bank.ts';
import { questionPath } from '../../bank/questions.ts';
import { href } from '../../site.ts';

/** The open bank: every question, active and retired. `version` rises when the shape changes. */
export const GET: APIRoute = async () => {
  const { questions, retired } = await getBank();
  return Response.json({
    version: 1,
    questions: [...questions, ...retired].map((question) => ({
      id: question.id,
      url: href(questionPath(question.id)),
      title: question.title,
      topic: question.topic,
      competency: question.competency,
      kind: question.kind,
      levels: question.levels,
      minutes: question.minutes,
      reviewed: question.reviewed,
      status: question.status,
      covers: question.covers,
      ...(question.formerly.length > 0 && { formerly: question.formerly }),
    })),
  });
};
