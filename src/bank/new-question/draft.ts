import { stringify } from 'yaml';

import { BLANK } from '../check/texts.ts';
import type { Topic } from '../vocabulary.ts';

/** A slug for a title: its words in lower case, joined by hyphens, at most eight of them. */
export function slugOf(title: string): string {
  return (
    title
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\u0300-\u036f'’]/g, '')
      .match(/[a-z0-9]+/g) ?? []
  )
    .slice(0, 8)
    .join('-');
}

/**
 * A new question file that the schema accepts but for its marked blanks.
 *
 * @param title as an interviewer would say it; a question mark is added where an end is missing
 * @param today the day of writing, `YYYY-MM-DD`
 */
export function draftQuestion(topic: Topic, title: string, today: string): { path: string; text: string } {
  const data = {
    title: /[?.]$/.test(title) ? title : `${title}?`,
    kind: `${BLANK} concept, scenario, debugging, code-review, design or behavioral`,
    competency: `${BLANK} data-modeling, database, http-api, security, python, operations, system-design or collaboration`,
    levels: ['junior', 'mid', 'senior', 'staff'],
    minutes: 8,
    tests: `${BLANK} one sentence: what the answer reveals`,
    followUps: [1, 2].map((number) => ({
      ask: `${BLANK} probe ${number}, which a memorised answer does not survive`,
      separates: `${BLANK} what it separates`,
    })),
    commonAnswer: { says: `${BLANK} what most people say`, but: `${BLANK} why that is wrong or not enough` },
    redFlags: [{ says: `${BLANK} what should worry, in their words`, why: `${BLANK} why` }],
    anchors: {
      1: `${BLANK} what an answer of score 1 does`,
      2: `${BLANK} what an answer of score 2 does`,
      3: `${BLANK} what an answer of score 3 does`,
      4: `${BLANK} what an answer of score 4 does`,
    },
    sources: [{ title: `${BLANK} page (version)`, url: `${BLANK} https://docs.djangoproject.com/en/5.2/…` }],
    covers: [],
    related: [],
    added: today,
    reviewed: today,
    status: 'active',
  };
  const rungs = {
    junior: 'defines it and gives one example',
    mid: 'uses it on a real feature and knows the failure mode',
    senior: 'weighs trade-offs, measures, and sees the system around it',
    staff: 'changes how the team or the platform does it',
  };
  const ladder = Object.entries(rungs).map(
    ([level, adds]) => `<Level name="${level}">\n\n${BLANK} 60 to 180 words: this level ${adds}.\n\n</Level>\n`,
  );
  return {
    path: `content/questions/${topic}/${slugOf(title)}.mdx`,
    text: `---\n${stringify(data, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })}---\n\n${ladder.join('\n')}`,
  };
}
