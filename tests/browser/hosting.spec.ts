import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { type BrowserContext, expect, test as base } from '@playwright/test';

import { filesBelow } from '../../src/hosting/files-below.ts';
import { headersOf } from '../../src/hosting/headers.ts';
import { movesOf } from '../../src/hosting/moved.ts';
import { nginxMaps } from '../../src/hosting/nginx.ts';
import { isCompressed } from '../../src/hosting/precompress.ts';
import { builtPages, BUILDS } from '../built/site.ts';
import { checkExample, serveWithNginx, type Sites } from './nginx.ts';
import { SERVERS } from './servers.ts';

// The built site as the shipped configuration serves it, by a real nginx.

const test = base.extend<object, { sites: Sites }>({
  sites: [
    // Playwright reads from the parameter's form which fixtures this one needs.
    async ({}, use) => {
      const { sites, stop } = await serveWithNginx({ root: SERVERS.root.folder, underPath: SERVERS.underPath.folder });
      await use(sites);
      await stop();
    },
    { scope: 'worker' },
  ],
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** One request, nothing followed or decompressed. */
function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((done, failed) => {
    httpRequest(url, { headers }, (response) => {
      const parts: Buffer[] = [];
      response
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers as Answer['headers'],
            body: Buffer.concat(parts),
          }),
        );
    })
      .on('error', failed)
      .end();
  });
}

const KINDS = [
  { ...BUILDS[0], site: 'root' },
  { ...BUILDS[1], site: 'underPath' },
] as const;

for (const { name, folder, base: path, site } of KINDS) {
  const addressOf = (file: string) => path + file.replace(/(^|\/)index\.html$/, '$1');

  test.describe(`a site ${name}, served by nginx`, () => {
    test('has on every file the headers that the one source says, and is compressed as it was built', async ({
      sites,
    }) => {
      const files = (await filesBelow(folder)).filter(
        (file) => !isCompressed(file) && !/^_(headers|redirects)$/.test(file),
      );
      expect(files.length).toBeGreaterThan(900);
      const built = new Set(await filesBelow(folder));
      const wrong: string[] = [];
      const check = (file: string, what: string, found: unknown, wanted: unknown) => {
        if (found !== wanted) wrong.push(`${file}: ${what} is ${String(found)} instead of ${String(wanted)}`);
      };
      for (const file of files) {
        const plain = readFileSync(join(folder, file));
        const url = sites[site] + addressOf(file);
        for (const [accepted, end, open] of [
          ['br, gzip', '.br', brotliDecompressSync],
          ['gzip', '.gz', gunzipSync],
        ] as const) {
          const answer = await get(url, { 'accept-encoding': accepted });
          check(file, 'status', answer.status, 200);
          for (const [header, value] of headersOf(`/${file}`)) {
            check(file, header, answer.headers[header.toLowerCase()], value);
          }
          const compressed = built.has(file + end);
          check(
            file,
            'Content-Encoding',
            answer.headers['content-encoding'],
            compressed ? accepted.slice(0, -6) || 'gzip' : undefined,
          );
          if (compressed) check(file, 'Vary', answer.headers['vary'], 'Accept-Encoding');
          check(file, 'the content', (compressed ? open(answer.body) : answer.body).equals(plain), true);
        }
      }
      expect(wrong).toEqual([]);
    });

    test('answers a page that a browser has with 304, whatever it was compressed with', async ({ sites }) => {
      for (const accepted of ['br', 'gzip', 'identity']) {
        const url = `${sites[site]}${path}topics/`;
        const first = await get(url, { 'accept-encoding': accepted });
        expect(first.headers['etag']).toBeTruthy();
        const second = await get(url, { 'accept-encoding': accepted, 'if-none-match': first.headers['etag'] ?? '' });
        expect(second.status).toBe(304);
        expect(second.body).toHaveLength(0);
        expect(second.headers['cache-control']).toBe('no-cache');
      }
    });

    test('leads to the last slash, on the host and port that were asked', async ({ sites }) => {
      const answer = await get(`${sites[site]}${path}topics/orm`);
      expect(answer.status).toBe(301);
      expect(answer.headers['location']).toBe(`${path}topics/orm/`);
    });

    test('shows its own page for what is missing, with status 404 and nothing kept', async ({ sites }) => {
      for (const missing of ['no-such-page/', 'questions/orm/no-such-question/', '_astro/gone.00000000.js']) {
        const answer = await get(sites[site] + path + missing);
        expect(answer.status, missing).toBe(404);
        expect(answer.body.toString(), missing).toContain('Page not found');
        expect(answer.headers['cache-control'], missing).toBe('no-cache');
        expect(answer.headers['content-security-policy'], missing).toContain('frame-ancestors');
      }
    });

    test('names the types of its files', async ({ sites }) => {
      const [script = ''] = (await filesBelow(join(folder, '_astro'))).filter((file) => file.endsWith('.js'));
      for (const [file, type] of [
        ['', 'text/html; charset=utf-8'],
        [`_astro/${script}`, 'text/javascript; charset=utf-8'],
        ['data/questions.json', 'application/json; charset=utf-8'],
        ['feed.xml', 'text/xml; charset=utf-8'],
        ['robots.txt', 'text/plain; charset=utf-8'],
        ['favicon.svg', 'image/svg+xml; charset=utf-8'],
        ['llms.txt', 'text/plain; charset=utf-8'],
      ] as const) {
        expect((await get(sites[site] + path + file)).headers['content-type'], file).toBe(type);
      }
    });

    // By sections, so that a failure says where, and no browser is started for each of hundreds of pages.
    const sections = Map.groupBy(
      builtPages({ name, folder, base: path } as (typeof BUILDS)[number]),
      ({ address }) => address.slice(path.length).split('/')[0] ?? '',
    );
    for (const [section, pages] of sections) {
      test(`breaks no policy and logs no error on the pages of ${path}${section}`, async ({ sites, context }) => {
        test.setTimeout(10_000 + pages.length * 5_000);
        const complaints = await visit(context, sites[site], pages);
        expect(complaints).toEqual([]);
      });
    }

    test('searches, which takes a worker and WebAssembly', async ({ sites, page }) => {
      await page.goto(`${sites[site]}${path}search/?q=select_related`);
      await expect(page.locator('main a[href*="/questions/orm/"]').first()).toBeVisible();
    });
  });
}

/** Opens each page until it is quiet, and returns whatever the browser had to say against it. */
async function visit(
  context: BrowserContext,
  origin: string,
  pages: readonly { address: string; html: string }[],
): Promise<string[]> {
  const complaints: string[] = [];
  const page = await context.newPage();
  let at = '';
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${at}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${at}: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // The icon comes after everything, and is not waited for when the next page is opened.
    if (!/^(net::ERR_ABORTED|NS_BINDING_ABORTED)$/.test(reason)) complaints.push(`${at}: ${request.url()} ${reason}`);
  });
  for (const { address, html } of pages) {
    at = address;
    // Islands load more after the page.
    await page.goto(origin + address, { waitUntil: html.includes('<astro-island') ? 'networkidle' : 'load' });
  }
  await page.close();
  return complaints;
}

test('what a <meta> cannot forbid, the header does: no other site can put the guide in a frame', async ({
  sites,
  page,
}) => {
  const shown = page.frameLocator('iframe').locator('main h1');
  // The empty page that a browser starts with has no policy of its own; the other server sends none either.
  await page.setContent(`<iframe src="${SERVERS.root.origin}/"></iframe>`);
  await expect(shown).toHaveCount(1);
  await page.setContent(`<iframe src="${sites.root}/"></iframe>`);
  await expect(shown).toHaveCount(0);
});

test('an nginx without Brotli serves gzip to those who would take both', async ({ sites }) => {
  const answer = await get(`${sites.plain}/`, { 'accept-encoding': 'br, gzip' });
  expect(answer.headers['content-encoding']).toBe('gzip');
});

test('nginx leads from a renamed question’s addresses to today’s, with and without the last slash', async () => {
  const maps = nginxMaps(movesOf([{ id: 'orm/now', formerly: ['orm/before'] }]));
  const { sites, stop } = await serveWithNginx(
    { root: SERVERS.root.folder, underPath: SERVERS.underPath.folder },
    maps,
  );
  try {
    for (const [url, location] of [
      [`${sites.root}/questions/orm/before/`, '/questions/orm/now/'],
      [`${sites.root}/questions/orm/before`, '/questions/orm/now/'],
      [`${sites.root}/data/questions/orm/before.json`, '/data/questions/orm/now.json'],
      [`${sites.underPath}/guide/questions/orm/before/`, '/guide/questions/orm/now/'],
    ] as const) {
      const answer = await get(url);
      expect(answer.status, url).toBe(301);
      expect(answer.headers['location'], url).toBe(location);
    }
    expect((await get(`${sites.root}/questions/orm/before-that/`)).status).toBe(404);
  } finally {
    await stop();
  }
});

test('nginx takes the shipped example as it is, without a warning', async () => {
  expect(await checkExample()).toMatch(
    /^nginx: the configuration file \S+ syntax is ok\nnginx: configuration file \S+ test is successful\n$/,
  );
});
