import type { APIRoute } from 'astro';

import { getBank } from '../bank/bank.ts';
import { plainText } from '../bank/inline.ts';
import { questionPath } from '../bank/questions.ts';
import { href, SITE } from '../site.ts';

/** The guide's contents as Markdown, in the form that llmstxt.org proposes. */
export const GET: APIRoute = async ({ site }) => {
  const { topics, guides, kits, exercises, byTopic } = await getBank();
  const link = (title: string, path: string, note: string) =>
    `- [${plainText(title)}](${new URL(href(path), site).href}): ${plainText(note)}`;
  const lines = [
    `# ${SITE.name}`,
    '',
    `> ${SITE.tagline}. Each question is answered at every level it is asked at, with anchors for scores 1 to 4.`,
    '',
    `The whole bank as data: ${new URL(href('/data/questions.json'), site).href}`,
    '',
    '## Guides',
    '',
    ...guides.map(({ id, title, summary }) => link(title, `/guides/${id}/`, summary)),
    '',
    '## Interview kits',
    '',
    ...kits.map(({ id, title, summary }) => link(title, `/kits/${id}/`, summary)),
    '',
    '## Exercises',
    '',
    ...exercises.map(({ slug, title, summary }) => link(title, `/exercises/${slug}/`, summary)),
    ...topics.flatMap(({ id, title, summary }) => [
      '',
      `## ${title}`,
      '',
      link(title, `/topics/${id}/`, summary),
      ...byTopic(id).map((question) => link(question.title, questionPath(question.id), question.tests)),
    ]),
  ];
  return new Response(`${lines.join('\n')}\n`);
};
