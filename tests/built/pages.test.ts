import { describe, expect, it } from 'vitest';

import { builtPages, BUILDS } from './site.ts';

describe.each(BUILDS)('pages $name', (build) => {
  const pages = builtPages(build);
  const repeats = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index);
  const offenders = (wrong: (page: (typeof pages)[number]) => boolean) =>
    pages.filter(wrong).map(({ address }) => address);

  it('exist', () => {
    expect(pages.length).toBeGreaterThan(70);
  });

  it('have a title and a description of their own', () => {
    const titles = pages.map(({ root }) => root.querySelector('title')?.text ?? '');
    const descriptions = pages.map(
      ({ root }) => root.querySelector('meta[name=description]')?.getAttribute('content') ?? '',
    );
    expect(offenders(({ root }) => !root.querySelector('title')?.text.trim())).toEqual([]);
    expect(repeats(titles)).toEqual([]);
    expect(repeats(descriptions)).toEqual([]);
    expect(descriptions.filter((text) => text.length < 30)).toEqual([]);
  });

  it('have exactly one first-level heading, and skip no level below it', () => {
    const wrong = pages.flatMap(({ address, root }) => {
      const levels = root.querySelectorAll('h1, h2, h3, h4, h5, h6').map(({ tagName }) => Number(tagName.slice(1)));
      const ones = levels.filter((level) => level === 1).length;
      const skips = levels.some((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1);
      return ones !== 1 || skips ? [`${address} ${levels.join(' ')}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('carry a Content-Security-Policy without unsafe-inline, and no inline style or handler', () => {
    const policy = ({ root }: (typeof pages)[number]) =>
      root.querySelector('meta[http-equiv=content-security-policy]')?.getAttribute('content') ?? '';
    expect(offenders((page) => !policy(page).includes("default-src 'self'"))).toEqual([]);
    expect(offenders((page) => /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/.test(policy(page)))).toEqual([]);
    expect(offenders(({ root }) => root.querySelectorAll('[style]').length > 0)).toEqual([]);
    expect(offenders(({ html }) => /<[^>]+\son[a-z]+=/i.test(html.replace(/<script[\s\S]*?<\/script>/g, '')))).toEqual(
      [],
    );
  });

  it('load nothing from another host, and no script that blocks rendering', () => {
    const foreign = pages.flatMap(({ address, root }) =>
      root
        .querySelectorAll('script[src], link[rel=stylesheet], img[src], iframe[src], source[srcset]')
        .map((node) => node.getAttribute('src') ?? node.getAttribute('href') ?? node.getAttribute('srcset') ?? '')
        .filter((source) => !source.startsWith(build.base))
        .map((source) => `${address} ${source}`),
    );
    expect(foreign).toEqual([]);
    expect(offenders(({ root }) => root.querySelectorAll('script[src]:not([type=module])').length > 0)).toEqual([]);
  });
});
