import type { APIRoute } from 'astro';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';

import { getBank } from '../../../bank/bank.ts';
import { renderInline } from '../../../bank/inline.ts';
import { ladderOf } from '../../../bank/ladder.ts';
import { findBlock } from '../../../bank/samples/find.ts';
import type { QuestionView } from '../../../bank/question-view.ts';
import { questionPath } from '../../../bank/questions.ts';
import LadderParts from '../../../components/LadderParts.astro';
import { href } from '../../../site.ts';

export async function getStaticPaths() {
  const { views } = await getBank();
  return views.map(({ view, digest }) => ({ params: { id: view.question.id }, props: { view }, cacheKey: digest }));
}

/** Renders the ladders, all with the same one. */
let container: Promise<AstroContainer> | undefined;

/** One question with its parts rendered to HTML, for the kit builder and practice. */
export const GET: APIRoute<{ view: QuestionView }> = async ({ props: { view } }) => {
  const html = (text: string) => renderInline(text, import.meta.env.BASE_URL);
  const { question, body } = view;
  const samples = new Map(view.samples.map((record) => [record.sample, record]));
  const rungs = ladderOf(body, import.meta.env.BASE_URL);
  container ??= AstroContainer.create();
  const rendered = await (await container).renderToString(LadderParts, { props: { rungs } });
  const ladder = Object.fromEntries(
    [...rendered.matchAll(/<level-part name="([a-z]+)">([\s\S]*?)<\/level-part>/g)].map(([, name, part]) => [
      name,
      part?.trim(),
    ]),
  );
  return Response.json({
    version: 1,
    id: question.id,
    url: href(questionPath(question.id)),
    title: html(question.title),
    topic: question.topic,
    kind: question.kind,
    competency: question.competency,
    levels: question.levels,
    minutes: question.minutes,
    reviewed: question.reviewed,
    status: question.status,
    ...(question.retiredBecause && { retiredBecause: html(question.retiredBecause) }),
    tests: html(question.tests),
    ...(question.exhibit && {
      exhibit: {
        ...(question.exhibit.say && { say: html(question.exhibit.say) }),
        blocks: question.exhibit.blocks.map(({ sample, block }) => {
          const { language, code } = findBlock(samples, sample, block).block;
          return { language, code };
        }),
      },
    }),
    ladder,
    followUps: question.followUps.map(({ ask, separates }) => ({ ask: html(ask), separates: html(separates) })),
    commonAnswer: { says: html(question.commonAnswer.says), but: html(question.commonAnswer.but) },
    redFlags: question.redFlags.map(({ says, why, unless }) => ({
      says: html(says),
      why: html(why),
      ...(unless && { unless: html(unless) }),
    })),
    anchors: Object.fromEntries(Object.entries(question.anchors).map(([score, text]) => [score, html(text)])),
    sources: question.sources,
    covers: question.covers,
    related: question.related,
  });
};
