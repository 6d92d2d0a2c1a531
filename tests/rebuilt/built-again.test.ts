import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readContent } from '../../src/bank/check/read.ts';
import { BUILDS } from '../built/site.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';

// One copy of the project for both: first it is built as it is, then with a question renamed.

/** Builds and thousands of links take their time on a busy machine. */
const PATIENCE = 600_000;

let copy: ProjectCopy;
beforeAll(() => {
  copy = copyProject();
}, PATIENCE);
afterAll(() => copy.remove(), PATIENCE);

const [build] = BUILDS;

/** Two time zones a day apart for most of the day: the build is repeated in the one that it is not in. */
const [AUCKLAND, LOS_ANGELES] = ['Pacific/Auckland', 'America/Los_Angeles'];
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Digests of all files below a folder, the search index and compressed forms included. */
function digests(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [
        relative(folder, path).split(sep).join('/'),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );
}

describe('the site', () => {
  beforeAll(
    () =>
      copy.build({
        BASE_PATH: build.base,
        TZ: here === AUCKLAND ? LOS_ANGELES : AUCKLAND,
        // A language that sorts and writes dates its own way.
        LC_ALL: 'sv_SE.UTF-8',
        NODE_OPTIONS: `--import ${pathToFileURL(join(process.cwd(), 'tests/rebuilt/another-day.ts')).href}`,
      }),
    PATIENCE,
  );

  it('is the same to the byte when built elsewhere, on another day, in another time zone and language', () => {
    const first = digests(build.folder);
    const second = digests(join(copy.folder, 'dist'));
    const differing = [...new Set([...first.keys(), ...second.keys()])]
      .filter((path) => first.get(path) !== second.get(path))
      .map((path) => (!second.has(path) ? `${path} (only here)` : !first.has(path) ? `${path} (only there)` : path));
    expect(differing.sort(), `${build.folder} has to be built from the files as they are now`).toEqual([]);
    expect(first.size).toBeGreaterThan(1000);
  });
});

// A question is renamed in a copy of the project, as CONTRIBUTING.md says: its file, what names it, and
// the old id under `formerly`.
const OLD = 'templates-forms/queries-hidden-in-a-template';
const NEW = 'templates-forms/queries-from-a-template';

const read = (path: string) => readFileSync(join(copy.folder, 'dist', path), 'utf8');

describe('the old address of a renamed question', () => {
  beforeAll(() => {
    for (const { path, text } of readContent(copy.folder)) {
      if (text.includes(OLD)) writeFileSync(join(copy.folder, path), text.replaceAll(OLD, NEW));
    }
    const [before, after] = [OLD, NEW].map((id) => join(copy.folder, 'content/questions', `${id}.mdx`)) as [
      string,
      string,
    ];
    renameSync(before, after);
    const text = readFileSync(after, 'utf8');
    writeFileSync(after, text.replace('\nstatus:', `\nformerly: [${OLD}]\nstatus:`));
    copy.build({ BASE_PATH: '/guide/', SITE_URL: 'https://site.example' });
  }, PATIENCE);

  it('has a page that leads on at once, in words and for search engines too', () => {
    const page = parse(read(`questions/${OLD}/index.html`));
    const attribute = (selector: string, name: string) => page.querySelector(selector)?.getAttribute(name);
    const title =
      parse(read(`questions/${NEW}/index.html`))
        .querySelector('h1')
        ?.text.trim() ?? '';
    expect(attribute('meta[http-equiv=refresh]', 'content')).toBe(`0; url=/guide/questions/${NEW}/`);
    expect(attribute('link[rel=canonical]', 'href')).toBe(`https://site.example/guide/questions/${NEW}/`);
    expect(attribute('meta[name=robots]', 'content')).toBe('noindex');
    expect(attribute('meta[http-equiv=content-security-policy]', 'content')).toContain("default-src 'self'");
    expect(attribute('main a', 'href')).toBe(`/guide/questions/${NEW}/`);
    expect(page.querySelector('main a')?.text.trim()).toBe(title);
    expect(page.querySelector('html')?.getAttribute('lang')).toBe('en');
    expect(page.querySelector('title')?.text).toContain(`Moved from ${OLD}`);
    expect(page.querySelectorAll('script')).toEqual([]);
  });

  it('is redirected by hosts that can', () => {
    for (const status of ['301', '301!']) {
      expect(read('_redirects')).toContain(`/guide/questions/${OLD}/ /guide/questions/${NEW}/ ${status}\n`);
      expect(read('_redirects')).toContain(
        `/guide/data/questions/${OLD}.json /guide/data/questions/${NEW}.json ${status}\n`,
      );
    }
  });

  it('is in no list: sitemap, search, catalogue', () => {
    expect(read('sitemap-0.xml')).toContain(`/guide/questions/${NEW}/`);
    expect(read('sitemap-0.xml')).not.toContain(OLD);
    expect(read('questions/index.html')).not.toContain(OLD);
    expect(read(`questions/${OLD}/index.html`)).not.toContain('data-pagefind-body');
  });

  it('is told to kits that name the question by it', () => {
    const { questions } = JSON.parse(read('data/questions.json')) as {
      questions: { id: string; formerly?: string[] }[];
    };
    expect(questions.find(({ id }) => id === NEW)?.formerly).toEqual([OLD]);
    expect(questions.find(({ id }) => id === OLD)).toBeUndefined();
  });
});
