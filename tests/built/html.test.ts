import { HtmlValidate } from 'html-validate';
import { expect, it } from 'vitest';

import { builtPages, BUILDS } from './site.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The minifier writes attributes without quotes where HTML allows it, and void tags without "/".
    'attr-quotes': 'off',
    'void-style': 'off',
    // Astro writes `<!DOCTYPE html>`, and lower case is the same token.
    'doctype-style': 'off',
    // Boolean attributes are written empty; both spellings are the same to a parser.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // The search box and the filters act while one types or chooses: there is nothing to submit.
    'wcag/h32': 'off',
    // Titles end in the site's name and may be longer than a search engine shows.
    'long-title': 'off',
    // Inline elements and text are laid out by the author; white space at a line's end shows nowhere.
    'no-trailing-whitespace': 'off',
    // The last list is for screen readers: `list-style: none` makes Safari drop the role of a list.
    'no-redundant-role': 'off',
  },
});

/** Astro writes its rule for islands where the first island stands. */
const ISLAND_STYLE = /^<style> element is not permitted as content under <(article|div)>$/;

it('every page is valid HTML', { timeout: 120_000 }, async () => {
  const pages = builtPages(BUILDS[0]);
  const problems: string[] = [];
  for (const { address, html } of pages) {
    const report = await validator.validateString(html, address);
    for (const { messages: all } of report.results) {
      const messages = all.filter(({ message }) => !ISLAND_STYLE.test(message));
      problems.push(
        ...messages.map(({ ruleId, message, line, column }) => `${address}:${line}:${column} ${ruleId}: ${message}`),
      );
    }
  }
  expect(problems).toEqual([]);
});
