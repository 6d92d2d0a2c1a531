import type { APIRoute } from 'astro';

import { type ExerciseEntry, getBank } from '../../../../bank/bank.ts';
import { renderInline } from '../../../../bank/inline.ts';
import { briefWithin } from '../../../../exercises/brief-within.ts';
import { href } from '../../../../site.ts';

export async function getStaticPaths() {
  const { exercises } = await getBank();
  return exercises.map((exercise) => ({ params: { exercise: exercise.slug }, props: { exercise } }));
}

/** One exercise as kits and scorecards show it, beside the questions; anchors by level. */
export const GET: APIRoute<{ exercise: ExerciseEntry }> = ({ props: { exercise } }) => {
  const html = (text: string) => renderInline(text, import.meta.env.BASE_URL);
  return Response.json({
    version: 1,
    id: exercise.id,
    url: href(`/${exercise.id}/`),
    title: html(exercise.title),
    competency: exercise.competency,
    tests: html(exercise.prompt),
    brief: briefWithin(exercise.brief.rendered?.html ?? '', 3),
    hints: exercise.hints.map(({ when, hint }) => ({ when: html(when), hint: html(hint) })),
    followUps: exercise.debrief.map(({ ask, separates }) => ({ ask: html(ask), separates: html(separates) })),
    redFlags: [],
    anchors: Object.fromEntries(
      Object.entries(exercise.anchors).map(([level, anchors]) => [
        level,
        Object.fromEntries(Object.entries(anchors).map(([score, text]) => [score, html(text)])),
      ]),
    ),
  });
};
