import { cacheNames, filesName, holdsFiles, readRecord, type Records, type Wish } from './records.ts';
import type { Extent, Offer } from './version.ts';

/** How it stands with the keeping of the guide in this browser. */
export interface Standing {
  readonly chosen?: Records['chosen'] | undefined;
  readonly ready?: Records['ready'] | undefined;
  readonly failed?: Records['failed'] | undefined;
  /** Whether a version is being fetched right now. */
  readonly fetching: boolean;
  /** Whether files of an attempt that came to nothing are still here. */
  readonly leftovers: boolean;
}

/** What this browser lacks for it; nothing if it can. */
export function lacking(): 'https' | 'support' | undefined {
  if (!isSecureContext) return 'https';
  // Private windows of some browsers have neither.
  return 'serviceWorker' in navigator && 'caches' in globalThis ? undefined : 'support';
}

/** Reads how it stands. @param scope the site's base path, absolute */
export async function readStanding(scope: string): Promise<Standing> {
  const registration = await registrationOf(scope);
  const [chosen, ready, failed] = [
    await readRecord(scope, 'chosen'),
    await readRecord(scope, 'ready'),
    await readRecord(scope, 'failed'),
  ];
  return {
    // Without a worker nothing answers from it.
    chosen: registration?.active ? chosen : undefined,
    ready,
    failed,
    fetching: Boolean(registration?.installing),
    leftovers: (await cacheNames(scope)).some(holdsFiles),
  };
}

/** What the host offers now: the size before anything is fetched. */
export async function loadOffer(scope: string): Promise<Offer> {
  const response = await fetch(`${scope}offline.json`, { cache: 'no-store' });
  if (!response.ok) throw new Error(`offline.json: ${response.status}`);
  return (await response.json()) as Offer;
}

/**
 * Fetches the whole guide; resolves once it is kept, or has failed with a record that says why.
 *
 * @throws if the browser or the host refuses the worker itself
 */
export async function keep(scope: string): Promise<void> {
  const register = (script: string) =>
    navigator.serviceWorker.register(scope + script, { scope, updateViaCache: 'none' });
  let registration = await register('sw.js');
  // A worker that outlived its files, because pages were open when they were removed, does not fetch them
  // again; one at another address does.
  if (registration.active && !registration.installing && !(await readRecord(scope, 'chosen'))) {
    registration = await register(registration.active.scriptURL.endsWith('?') ? 'sw.js' : 'sw.js?');
  }
  await settled(registration.installing ?? registration.waiting);
}

/**
 * Asks the host for a newer version, and fetches it.
 *
 * @throws if the host cannot be reached
 */
export async function lookForNewer(scope: string): Promise<void> {
  const registration = await registrationOf(scope);
  await registration?.update();
  await settled(registration?.installing);
}

/** Passes on the reader's word; all open pages load again. @returns whether it worked */
export async function showReady(scope: string): Promise<boolean> {
  const registration = await registrationOf(scope);
  // The newer version's own worker: it waits, or runs since the last page was closed.
  return ask(registration?.waiting ?? registration?.active, 'show the ready version');
}

/** Stops fetching, and deletes everything that is kept. @returns what was deleted */
export async function removeAll(scope: string): Promise<Pick<Extent, 'files' | 'stored'>> {
  const registration = await registrationOf(scope);
  const names = await cacheNames(scope);
  const chosen = await readRecord(scope, 'chosen');
  let files = 0;
  for (const name of names) files += holdsFiles(name) ? await countFiles(name) : 0;
  // First the worker, which would go on answering this very page from what is gone.
  for (const worker of [registration?.installing, registration?.active]) await ask(worker, 'forget everything');
  await registration?.unregister();
  for (const name of names) await caches.delete(name);
  return { files, stored: chosen && names.includes(filesName(scope, chosen.id)) ? chosen.extent.stored : 0 };
}

/** Asks the browser not to clear it when disk space runs out. @returns whether it promised */
export async function askToPersist(): Promise<boolean> {
  // A browser that knows no such promise gives none.
  return (await (navigator.storage as StorageManager | undefined)?.persist()) ?? false;
}

const countFiles = async (name: string) => (await (await caches.open(name)).keys()).length;

async function registrationOf(scope: string): Promise<ServiceWorkerRegistration | undefined> {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  // A wider worker of another site on the same host is none of ours.
  return registration?.scope === scope ? registration : undefined;
}

/** Once a worker has been installed or given up. */
function settled(worker: ServiceWorker | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!worker || ['activated', 'installed', 'redundant'].includes(worker.state)) resolve();
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}

function ask(worker: ServiceWorker | null | undefined, wish: Wish): Promise<boolean> {
  if (!worker) return Promise.resolve(false);
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
    worker.postMessage(wish, [port2]);
  });
}
