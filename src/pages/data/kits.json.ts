import type { APIRoute } from 'astro';

import { getBank } from '../../bank/bank.ts';
import { href } from '../../site.ts';

/** The ready-made kits, whole. `version` rises when the shape changes. */
export const GET: APIRoute = async () => {
  const { kits } = await getBank();
  return Response.json({
    version: 1,
    kits: kits.map((kit) => ({
      id: kit.id,
      url: href(`/kits/${kit.id}/`),
      title: kit.title,
      summary: kit.summary,
      level: kit.level,
      role: kit.role,
      stage: kit.stage,
      minutes: kit.minutes,
      ...(kit.loop && { loop: kit.loop }),
      opening: kit.opening,
      questions: kit.questions,
      candidateQuestions: kit.candidateQuestions,
      close: kit.close,
    })),
  });
};
