import { describe, expect, it } from 'vitest';

import { prefetchRules, scriptHash } from './prefetch-rules.ts';

/** Whether the rules let a browser fetch the target of a link on some page of the site. */
function fetches(base: string, link: string): boolean {
  const { prefetch } = JSON.parse(prefetchRules(base)) as { prefetch: { where: { href_matches: string } }[] };
  const page = `https://guide.example${base.replace(/\/*$/, '/')}topics/orm/`;
  return prefetch.some(({ where }) => new URLPattern(where.href_matches, page).test(link, page));
}

describe.each(['/', '/guide/', '/guide'])('under %s', (base) => {
  const at = base.replace(/\/$/, '');

  it.each(['/', '/about/', '/questions/orm/reverse-accessors/', '/syllabus/#orm-007', '/search/?q=csrf', '/404/'])(
    'a page is fetched ahead: %s',
    (path) => {
      expect(fetches(base, at + path)).toBe(true);
    },
  );

  it.each(['/exercises/a/starter.zip', '/data/questions.json', '/feed.xml', '/llms.txt', '/_astro/x.js', '/404.html'])(
    'a file is not: %s',
    (path) => {
      expect(fetches(base, at + path)).toBe(false);
    },
  );

  it('another site is not', () => {
    expect(fetches(base, `https://docs.djangoproject.com${at}/en/`)).toBe(false);
    expect(fetches(base, `http://guide.example${at}/about/`)).toBe(false);
  });
});

it('what stands beside the guide on its host is not fetched ahead', () => {
  expect(fetches('/guide/', '/')).toBe(false);
  expect(fetches('/guide/', '/shop/basket/')).toBe(false);
  expect(fetches('/guide/', '/guidebook/')).toBe(false);
});

it('names a script as policies do', () => {
  // Of the empty text, as every list of test vectors for SHA-256 has it.
  expect(scriptHash('')).toBe('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
});
