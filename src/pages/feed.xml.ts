import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';

import { getBank } from '../bank/bank.ts';
import { plainText } from '../bank/inline.ts';
import { newsOf } from '../bank/news.ts';
import { questionPath } from '../bank/questions.ts';
import { LABELS } from '../bank/vocabulary.ts';
import { href, SITE } from '../site.ts';

/** Entries of the feed: the questions added or changed last. */
const ENTRIES = 50;

export const GET: APIRoute = async ({ site }) => {
  const { questions } = await getBank();
  const absolute = (path: string) => new URL(href(path), site).href;
  const news = newsOf(questions, ENTRIES);
  const newest = news[0] && new Date(news[0].date).toUTCString();
  return rss({
    title: SITE.name,
    description: `New and changed questions. ${SITE.tagline}.`,
    site: absolute('/'),
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    customData: [
      '<language>en-gb</language>',
      newest ? `<lastBuildDate>${newest}</lastBuildDate>` : '',
      `<atom:link href="${absolute('/feed.xml')}" rel="self" type="application/rss+xml" />`,
    ].join(''),
    items: news.map(({ question: { id, title, tests, topic }, date, change, nth }) => ({
      title: `${change === undefined ? 'New' : 'Changed'}: ${plainText(title)}`,
      description: plainText(change ?? tests),
      link: absolute(questionPath(id)),
      categories: [LABELS[topic]],
      pubDate: new Date(date),
      // One entry per piece of news: readers show a changed question again.
      customData: `<guid isPermaLink="false">${absolute(questionPath(id))}#${change === undefined ? 'added' : `changed-${date}-${nth}`}</guid>`,
    })),
  });
};
