import { test as base } from '@playwright/test';

import { builtPages, BUILDS } from '../built/site.ts';

/** Addresses of every page of the build at the root, the one shown for missing pages included. */
export const ADDRESSES = builtPages(BUILDS[0]).map(({ address }) => address);

/** The first question page of a list that never changes its order, and pages of every other kind. */
export const TEMPLATES = {
  question: '/questions/orm/select-related-or-prefetch-related/',
  topic: '/topics/orm/',
  guide: '/guides/rubric/',
  home: '/',
  catalogue: '/questions/',
  topics: '/topics/',
  levels: '/levels/',
  rubric: '/rubric/',
  kit: '/kits/mid-interview-60/',
  builder: '/kits/builder/',
  scorecards: '/kits/scorecards/',
  debrief: '/debrief/',
  agreement: '/debrief/agreement/',
  search: '/search/',
  syllabus: '/syllabus/',
  about: '/about/',
} as const;

/** A test that fails on any console error, page error or CSP violation of its page. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
      await use(complaints);
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    },
    { auto: true },
  ],
});
