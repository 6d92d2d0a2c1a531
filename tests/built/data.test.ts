import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { z } from 'astro/zod';

import { checkContent } from '../../src/bank/check/content.ts';
import { readContent } from '../../src/bank/check/read.ts';
import { COMPETENCIES, KINDS, LEVELS, STATUSES, TOPICS } from '../../src/bank/vocabulary.ts';
import { builtFiles, builtPages, BUILDS } from './site.ts';

const listed = z.strictObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  topic: z.enum(TOPICS),
  competency: z.enum(COMPETENCIES),
  kind: z.enum(KINDS),
  levels: z.array(z.enum(LEVELS)).min(1),
  minutes: z.number(),
  reviewed: z.iso.date(),
  status: z.enum(STATUSES),
  covers: z.array(z.string()),
  formerly: z.array(z.string()).optional(),
});
const bank = z.strictObject({ version: z.literal(1), questions: z.array(listed) });

describe.each(BUILDS)('data $name', (build) => {
  const read = (path: string) => readFileSync(join(build.folder, path), 'utf8');
  const { questions } = bank.parse(JSON.parse(read('data/questions.json')));
  const addresses = new Set(
    builtPages(build)
      .filter(({ leadsOn }) => !leadsOn)
      .map(({ address }) => address),
  );

  it('lists every question file once, each with a page at its address', () => {
    const files = readContent(process.cwd()).map(({ path }) => path);
    expect(checkContent(readContent(process.cwd()))).toEqual([]);
    const ids = files.flatMap((path) => /^content\/questions\/(.*)\.mdx$/.exec(path)?.[1] ?? []);
    expect(questions.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(questions.filter(({ url }) => !addresses.has(url))).toEqual([]);
  });

  it('has at least 40 active questions, and two in each of the eighteen technical topics', () => {
    const active = questions.filter(({ status }) => status === 'active');
    expect(active.length).toBeGreaterThanOrEqual(40);
    const thin = TOPICS.filter((topic) => topic !== 'collaboration').filter(
      (topic) => active.filter((question) => question.topic === topic).length < 2,
    );
    expect(thin).toEqual([]);
  });

  it('holds each question with all its parts rendered', () => {
    for (const { id, levels } of questions) {
      const question = JSON.parse(read(`data/questions/${id}.json`)) as {
        id: string;
        ladder: Record<string, string>;
        anchors: Record<string, string>;
      };
      expect(question.id).toBe(id);
      expect(Object.keys(question.ladder)).toEqual(levels);
      for (const rung of Object.values(question.ladder)) {
        expect(rung).toMatch(/^<p>[\s\S]+<\/(p|ul|ol|figure|div)>$/);
        // Whoever shows it elsewhere gets text to read, not a program to run.
        expect(rung).not.toContain('<script');
      }
      expect(Object.keys(question.anchors)).toEqual(['1', '2', '3', '4']);
    }
  });

  it('names every page in the sitemap, and nothing else', () => {
    const sitemap = read('sitemap-0.xml');
    const named = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url ?? '').pathname);
    expect(named.sort()).toEqual([...addresses].filter((address) => !address.endsWith('404.html')).sort());
    expect(read('robots.txt')).toContain(`${build.base}sitemap-index.xml`);
  });

  it('offers a feed and an index for language models with addresses that exist', () => {
    const links = [
      ...[...read('feed.xml').matchAll(/<link>([^<]+)<\/link>/g)].map(([, url]) => url ?? ''),
      ...[...read('llms.txt').matchAll(/\]\((\S+?)\)/g)].map(([, url]) => url ?? ''),
    ].map((url) => new URL(url).pathname);
    expect(links.length).toBeGreaterThan(questions.length);
    expect(links.filter((path) => !addresses.has(path))).toEqual([]);
  });

  it('offers news of questions in the feed: whole addresses, each piece once, changes among them', () => {
    const feed = read('feed.xml');
    const all = (name: string) =>
      [...feed.matchAll(new RegExp(`<${name}[^>]*>([^<]+)</${name}>`, 'g'))].map((match) => match[1] ?? '');
    const guids = all('guid');
    expect(guids).toHaveLength(50);
    expect(new Set(guids).size).toBe(50);
    expect(
      guids.filter((guid) => !guid.startsWith(`${build.site ?? 'http://localhost:4321'}${build.base}questions/`)),
    ).toEqual([]);
    expect(guids.some((guid) => /#changed-\d{4}-\d\d-\d\d-\d$/.test(guid))).toBe(true);
    const days = all('pubDate').map((date) => Date.parse(date));
    expect(days).toEqual(days.toSorted((x, y) => y - x));
  });

  it('writes nothing but what it means to publish', () => {
    const kinds = new Set(builtFiles(build.folder).map((path) => path.replace(/^.*\./, '')));
    expect([...kinds].sort()).toEqual([
      '_headers',
      '_redirects',
      'css',
      'html',
      'js',
      'json',
      'png',
      'svg',
      'txt',
      'webmanifest',
      'xml',
      'zip',
    ]);
  });
});
