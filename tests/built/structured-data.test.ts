import { describe, expect, it } from 'vitest';
import { z } from 'astro/zod';

import { type BuiltPage, builtPages, BUILDS } from './site.ts';

const text = z.string().trim().min(1);
const day = z.iso.date();
const shared = {
  '@context': z.literal('https://schema.org'),
  inLanguage: z.literal('en'),
  isAccessibleForFree: z.literal(true),
  license: z.url({ protocol: /^https$/ }),
};
/** What https://schema.org and the search engines that read it ask of each type, and nothing that we do not say on purpose. */
const BLOCK = z.discriminatedUnion('@type', [
  z.strictObject({
    ...shared,
    '@type': z.literal('LearningResource'),
    name: text,
    description: text,
    url: text,
    learningResourceType: z.enum(['Interview question', 'Chapter', 'Practical exercise', 'Interview kit']),
    educationalLevel: z.array(z.enum(['Junior', 'Mid', 'Senior', 'Staff'])).min(1),
    educationalUse: z.literal('assessment').optional(),
    about: z.strictObject({ '@type': z.literal('Thing'), name: text }).optional(),
    assesses: text.optional(),
    timeRequired: z.iso.duration().optional(),
    datePublished: day.optional(),
    dateModified: day.optional(),
    creativeWorkStatus: z.literal('Obsolete').optional(),
  }),
  z.strictObject({
    ...shared,
    '@type': z.literal('Article'),
    headline: text.max(110),
    description: text,
    url: text,
  }),
  z.strictObject({
    '@context': shared['@context'],
    inLanguage: shared.inLanguage,
    '@type': z.literal('CollectionPage'),
    name: text,
    description: text,
    url: text,
    mainEntity: z.strictObject({ '@type': z.literal('ItemList'), numberOfItems: z.int().positive() }),
  }),
  z.strictObject({ ...shared, '@type': z.literal('WebSite'), name: text, description: text, url: text }),
  z.strictObject({
    ...shared,
    '@type': z.literal('Dataset'),
    name: text,
    description: text.min(50).max(5000),
    url: text,
    distribution: z.strictObject({
      '@type': z.literal('DataDownload'),
      encodingFormat: z.literal('application/json'),
      contentUrl: text,
    }),
  }),
  z.strictObject({
    '@context': shared['@context'],
    '@type': z.literal('BreadcrumbList'),
    itemListElement: z
      .array(z.strictObject({ '@type': z.literal('ListItem'), position: z.int(), name: text, item: text }))
      .min(2),
  }),
]);

const blocksOf = ({ root }: BuiltPage) =>
  root
    .querySelectorAll('script[type="application/ld+json"]')
    .map((node) => BLOCK.parse(JSON.parse(node.rawText) as unknown));
/** Letters and digits only: the page sets quotation marks and code its own way. */
const bare = (value: string) => value.replaceAll(/[^\p{L}\p{N}]/gu, '');

describe.each(BUILDS)('structured data $name', (build) => {
  const pages = builtPages(build).map((page) => ({ ...page, blocks: blocksOf(page) }));
  const origin = build.site ?? '';
  /** The site's page at an address that structured data names. */
  const pageAt = (address: string) => {
    expect(address.startsWith(origin + build.base), address).toBe(true);
    return address.slice(origin.length).replace(/#.*/, '');
  };
  const main = (page: (typeof pages)[number]) => page.blocks.filter((block) => block['@type'] !== 'BreadcrumbList');

  it('says of each page at most one thing, and of every question and topic what it is', () => {
    expect(pages.filter((page) => main(page).length > 1).map(({ address }) => address)).toEqual([]);
    const kinds = new Map(pages.map((page) => [page.address.slice(build.base.length), main(page)[0]]));
    const silent = [...kinds].filter(
      ([path, block]) => /^(questions|topics|guides|kits\/[^/]+\/$)/.test(path) && !block,
    );
    // What only fills a screen or a sheet of paper.
    expect(silent.map(([path]) => path).filter((path) => !/^kits\/(builder|scorecards)\/$/.test(path))).toEqual([]);
    const types = Object.groupBy([...kinds.values()].filter(Boolean), (block) => block?.['@type'] ?? '');
    expect(Object.keys(types).sort()).toEqual(['Article', 'CollectionPage', 'Dataset', 'LearningResource', 'WebSite']);
    expect(kinds.get('')?.['@type']).toBe('WebSite');
    expect(kinds.get('about/')?.['@type']).toBe('Dataset');
    expect(kinds.get('questions/')).toMatchObject({
      mainEntity: {
        numberOfItems: types.LearningResource?.filter(
          (block) =>
            block?.['@type'] === 'LearningResource' &&
            block.learningResourceType === 'Interview question' &&
            !block.creativeWorkStatus,
        ).length,
      },
    });
  });

  it('names its own page, by what the page shows', () => {
    for (const page of pages) {
      for (const block of main(page)) {
        if (!('url' in block)) continue;
        expect(pageAt(block.url)).toBe(page.address);
        const name = 'headline' in block ? block.headline : 'name' in block ? block.name : '';
        const shown = page.root.querySelector('main')?.text ?? '';
        if (block['@type'] !== 'Dataset') expect(bare(shown), page.address).toContain(bare(name));
        if (block['@type'] === 'Dataset')
          expect(page.html).toContain(block.distribution.contentUrl.slice(origin.length));
        if (block['@type'] !== 'LearningResource') continue;
        const heading = bare(page.root.querySelector('h1')?.text ?? '');
        if (block.learningResourceType !== 'Practical exercise') expect(heading).toBe(bare(name));
        if (block.learningResourceType !== 'Interview question') continue;
        expect(bare(shown)).toContain(bare(block.description));
        const rungs = page.root.querySelectorAll('section.rung > h3').map((node) => node.text.replace(/[●○\s]/g, ''));
        expect(block.educationalLevel).toEqual(rungs);
        const days = page.root.querySelectorAll('#sources ~ p time').map((node) => node.getAttribute('datetime'));
        expect(days).toContain(block.datePublished);
        expect(days).toContain(block.dateModified);
      }
    }
  });

  it('shows the same way to a page as its breadcrumbs', () => {
    let ways = 0;
    for (const page of pages) {
      const visible = page.root
        .querySelectorAll('nav[aria-label=Breadcrumb] a')
        .map((node) => [node.text.trim(), node.getAttribute('href')]);
      const said = page.blocks.flatMap((block) =>
        block['@type'] === 'BreadcrumbList'
          ? block.itemListElement.map(({ name, item }) => [name, item.slice(origin.length)])
          : [],
      );
      expect(said, page.address).toEqual(visible.length > 1 ? visible : []);
      if (said.length > 0) ways += 1;
    }
    expect(ways).toBeGreaterThan(200);
  });

  it('takes no part of the policy for scripts: each page allows the same ones', () => {
    const question = pages.filter(({ address }) => address.startsWith(`${build.base}questions/orm/`));
    const policies = question.map(
      ({ root }) => root.querySelector('meta[http-equiv=content-security-policy]')?.getAttribute('content') ?? '',
    );
    expect(new Set(policies.map((policy) => /script-src[^;]+/.exec(policy)?.[0])).size).toBe(1);
  });
});
