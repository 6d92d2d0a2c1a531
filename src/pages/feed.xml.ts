import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';

import { getBank } from '../bank/bank.ts';
import { plainText } from '../bank/inline.ts';
import { questionPath } from '../bank/questions.ts';
import { LABELS } from '../bank/vocabulary.ts';
import { href, SITE } from '../site.ts';

/** Entries of the feed: the questions checked most recently. */
const ENTRIES = 50;

export const GET: APIRoute = async ({ site }) => {
  const { questions } = await getBank();
  const newest = [...questions].sort((a, b) => b.reviewed.localeCompare(a.reviewed)).slice(0, ENTRIES);
  return rss({
    title: SITE.name,
    description: SITE.tagline,
    site: new URL(href('/'), site).href,
    items: newest.map(({ id, title, tests, topic, reviewed }) => ({
      title: plainText(title),
      description: plainText(tests),
      link: new URL(href(questionPath(id)), site).href,
      categories: [LABELS[topic]],
      pubDate: new Date(`${reviewed}T00:00:00Z`),
    })),
  });
};
