/// <reference lib="webworker" />
import { describeFailure } from './describe-failure.ts';
import { KeptVersion, openKept } from './kept-version.ts';
import {
  cacheNames,
  dropRecord,
  dropVersion,
  type News,
  readRecord,
  readVersion,
  type Records,
  type Wish,
  writeRecord,
  writeVersion,
} from './records.ts';
import { extentOf, type Version } from './version.ts';

/**
 * The service worker. It fetches a version whole, or not at all, into a cache of its own, and answers
 * from the version that the reader chose, whichever worker happens to run: browsers put a new worker
 * in charge as soon as no page is open, and that is nobody's word.
 */
declare const self: ServiceWorkerGlobalScope & {
  /** Written before this program when the site is built. */
  readonly VERSION: Version;
};

const { scope } = self.registration;
const own = self.VERSION;

self.addEventListener('install', (event) => {
  installing = install(event);
  event.waitUntil(installing);
});
self.addEventListener('activate', (event) => {
  event.waitUntil(tidy().then(() => tell({ type: 'changed' })));
});
self.addEventListener('message', (event) => {
  const wishes: Record<Wish, () => Promise<void>> = {
    'show the ready version': showReady,
    'forget everything': forgetEverything,
  };
  const [port] = event.ports;
  event.waitUntil(
    wishes[event.data as Wish]().then(
      () => port?.postMessage(true),
      (error: unknown) => {
        port?.postMessage(false);
        throw error;
      },
    ),
  );
});
self.addEventListener('fetch', (event) => {
  if (event.request.method === 'GET' && event.request.url.startsWith(scope)) event.respondWith(answer(event));
});

let installing: Promise<void> | undefined;
const stop = new AbortController();

async function install(event: ExtendableEvent): Promise<void> {
  const chosen = await readRecord(scope, 'chosen');
  if (chosen?.id === own.id) {
    // The host went back to it, or only this program changed.
    await dropRecord(scope, 'ready');
    await dropRecord(scope, 'failed');
    return;
  }
  const kept = new KeptVersion(scope, own);
  const seen = { files: 0, sent: 0 };
  try {
    await writeVersion(scope, own);
    const held = chosen && (await readVersion(scope, chosen.id));
    if (held) await kept.copyFrom(held);
    await kept.fetchAll(event, stop.signal, ([, , , sent]) => {
      seen.files += 1;
      seen.sent += sent;
      return tell({ type: 'progress', files: seen.files, of: own.files.length, sent: seen.sent });
    });
    const found = { id: own.id, extent: extentOf(own.files) };
    if (chosen) await writeRecord(scope, 'ready', found);
    else {
      // The first time, the reader has just asked for it, and no page comes from another version.
      await writeRecord(scope, 'chosen', { ...found, keptAt: new Date().toISOString() });
      await self.skipWaiting();
    }
    await dropRecord(scope, 'failed');
  } catch (error) {
    if (stop.signal.aborted) throw error;
    const failure = await describeFailure(error, own.id, scope);
    // What was fetched is worth keeping for the next attempt, but not when there is no room: not even for this record.
    if (failure.reason === 'full') await dropVersion(scope, own.id);
    await writeRecord(scope, 'failed', failure);
    throw error;
  } finally {
    await tell({ type: 'changed' });
  }
}

/** Takes the reader's word: from here on, pages are answered with this worker's version. */
async function showReady(): Promise<void> {
  const chosen = await readRecord(scope, 'chosen');
  const version = new KeptVersion(scope, own);
  if (!(await version.isWhole())) throw new Error('The newer version is not whole any more.');
  if (chosen && chosen.id !== own.id) {
    const open = await self.clients.matchAll({ type: 'all', includeUncontrolled: true });
    await writeRecord(scope, 'leaving', { id: chosen.id, clients: open.map(({ id }) => id) });
  }
  await writeRecord(scope, 'chosen', { id: own.id, extent: extentOf(own.files), keptAt: new Date().toISOString() });
  await dropRecord(scope, 'ready');
  await dropRecord(scope, 'failed');
  situation = undefined;
  await self.skipWaiting();
  await tell({ type: 'changed' });
}

async function forgetEverything(): Promise<void> {
  situation = Promise.resolve({ chosen: undefined, leaving: undefined });
  stop.abort();
  // Not before the last file in hand is put down.
  await installing?.catch(() => undefined);
  for (const name of await cacheNames(scope)) await caches.delete(name);
}

/** Deletes versions that nobody reads or waits for; not while another worker may be filling one. */
async function tidy(): Promise<void> {
  if (self.registration.installing ?? self.registration.waiting) return;
  const [chosen, leaving] = [await readRecord(scope, 'chosen'), await readRecord(scope, 'leaving')];
  const wanted = new Set([chosen?.id, leaving?.id, own.id]);
  for (const name of await cacheNames(scope)) {
    const [, id] = /^guide version (\w+) /.exec(name) ?? [];
    if (id !== undefined && !wanted.has(id)) await dropVersion(scope, id);
  }
}

interface Situation {
  readonly chosen: KeptVersion | undefined;
  /** The version that some open pages still come from. */
  readonly leaving: { readonly version: KeptVersion; readonly clients: ReadonlySet<string> } | undefined;
}
/** Read once each time that the worker starts. */
let situation: Promise<Situation> | undefined;

async function readSituation(): Promise<Situation> {
  const [chosen, leaving] = [await readRecord(scope, 'chosen'), await readRecord(scope, 'leaving')];
  const version = leaving && (await openKept(scope, leaving.id));
  return {
    chosen: chosen && (await openKept(scope, chosen.id)),
    leaving: version && { version, clients: new Set(leaving.clients) },
  };
}

/** Answers a page and all that it asks for from one version, or from the network. */
async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const { chosen, leaving } = await (situation ??= readSituation());
  if (!chosen) return fetch(request);
  if (request.mode === 'navigate') {
    if (leaving) event.waitUntil(letGo(leaving.clients));
    // An address that this version lacks may exist on the host by now.
    return chosen.answer(request.url, event) ?? fetch(request).catch(() => chosen.notFound(event));
  }
  if (leaving?.clients.has(event.clientId)) return leaving.version.answer(request.url, event) ?? fetch(request);
  const client = await self.clients.get(event.clientId);
  // A page that came from the host gets what belongs to it from there, too.
  if (client && chosen.addressFor(client.url) === undefined) {
    // Asked anew: what the browser has cached may be of the kept version.
    return fetch(new Request(request, { cache: 'no-cache' })).catch((error: unknown) => {
      const kept = chosen.answer(request.url, event);
      if (kept) return kept;
      throw error;
    });
  }
  return chosen.answer(request.url, event) ?? fetch(request);
}

/** Once the last page of the old version is gone, so are its files. */
async function letGo(clients: ReadonlySet<string>): Promise<void> {
  const open = await self.clients.matchAll({ type: 'all', includeUncontrolled: true });
  if (open.some(({ id }) => clients.has(id))) return;
  const leaving: Records['leaving'] | undefined = await readRecord(scope, 'leaving');
  await dropRecord(scope, 'leaving');
  situation = undefined;
  if (leaving) await dropVersion(scope, leaving.id);
}

async function tell(news: News): Promise<void> {
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
    client.postMessage(news);
  }
}
