import { PrecacheStrategy } from 'serwist';

import { filesName, readVersion } from './records.ts';
import { addressFor, filesBeyond, type Version, type VersionFile } from './version.ts';

/** Requests side by side: enough for a slow line, few enough for a small host. */
const CONCURRENCY = 8;
const NOT_FOUND = '404.html';

/** A file that could not be had, which ends the attempt to fetch its version. */
export class FileError extends Error {
  readonly address: string;
  constructor(address: string, cause: unknown) {
    super(`“${address}” could not be fetched.`, { cause });
    this.address = address;
  }
}

/** One version in a cache of its own: filled wholly or not used, and answered from. */
export class KeptVersion {
  readonly version: Version;
  readonly #scope: string;
  readonly #hashes: ReadonlyMap<string, string>;
  readonly #strategy: PrecacheStrategy;

  constructor(scope: string, version: Version) {
    this.version = version;
    this.#scope = scope;
    this.#hashes = new Map(version.files.map(([address, sha256]) => [address, sha256]));
    this.#strategy = new PrecacheStrategy({
      cacheName: filesName(scope, version.id),
      // Hosts name what they vary by; here it is always the same file.
      matchOptions: { ignoreVary: true },
      plugins: [
        {
          // Some hosts answer the page for missing addresses with 404 even at its own; its bytes are proven all the same.
          cacheWillUpdate: ({ request, response }) =>
            Promise.resolve(
              response.ok || (response.status === 404 && request.url === scope + NOT_FOUND) ? response : null,
            ),
        },
      ],
    });
  }

  /** The address of this version that an absolute URL is for. */
  addressFor(url: string): string | undefined {
    return addressFor(url, this.#scope, (address) => this.#hashes.has(address));
  }

  /**
   * Fetches what is missing. What an earlier attempt left is used.
   *
   * @param event the installation; the strategy fills caches during one only
   * @param signal stops it
   * @param onFile told of each file that is there
   * @throws FileError for the first file that cannot be had exactly as it was built
   */
  async fetchAll(
    event: ExtendableEvent,
    signal: AbortSignal,
    onFile: (file: VersionFile) => Promise<void>,
  ): Promise<void> {
    const waiting = [...this.version.files];
    const broken = new AbortController();
    const either = AbortSignal.any([signal, broken.signal]);
    let failure: FileError | undefined;
    const work = async () => {
      for (let file = waiting.shift(); file && !failure; file = waiting.shift()) {
        const [address] = file;
        try {
          await Promise.all(this.#strategy.handleAll({ event, request: this.#request(address, either) }));
          await onFile(file);
        } catch (error) {
          // The first says why; those beside it only end with it.
          failure ??= new FileError(address, error);
          broken.abort();
        }
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    if (failure) throw failure;
    if (!(await this.isWhole())) throw new Error('The cache was cleared while it was filled.');
  }

  /** Takes over from another kept version what is the same in this one. */
  async copyFrom(held: Version): Promise<void> {
    const changed = new Set(filesBeyond(this.version, held).map(([address]) => address));
    const from = await caches.open(filesName(this.#scope, held.id));
    const to = await caches.open(filesName(this.#scope, this.version.id));
    for (const [address] of this.version.files) {
      const url = this.#scope + address;
      const response = changed.has(address) || (await to.match(url)) ? undefined : await from.match(url);
      if (response) await to.put(url, response);
    }
  }

  /** Whether every file is there. */
  async isWhole(): Promise<boolean> {
    const name = filesName(this.#scope, this.version.id);
    if (!(await caches.has(name))) return false;
    const there = new Set((await (await caches.open(name)).keys()).map(({ url }) => url));
    return this.version.files.every(([address]) => there.has(this.#scope + address));
  }

  /** The answer to a request for one of its files; nothing if it has no such file. */
  answer(url: string, event: ExtendableEvent): Promise<Response> | undefined {
    const address = this.addressFor(url);
    if (address === undefined) return undefined;
    if (address === NOT_FOUND) return this.notFound(event);
    // Should the browser have lost the file, the network may give it: the very same bytes, or an error.
    return this.#strategy.handle({ event, request: this.#request(address) });
  }

  /** The guide's own page for addresses that do not exist. */
  async notFound(event: ExtendableEvent): Promise<Response> {
    const { body, headers } = await this.#strategy.handle({ event, request: this.#request(NOT_FOUND) });
    return new Response(body, { status: 404, headers });
  }

  /** Past the browser's own cache, and for these bytes only: a host in mid-deployment cannot mix two versions. */
  #request(address: string, signal: AbortSignal | null = null): Request {
    return new Request(this.#scope + address, {
      signal,
      cache: 'reload',
      credentials: 'same-origin',
      integrity: `sha256-${this.#hashes.get(address) ?? ''}`,
    });
  }
}

/** The version of this id, if its list is here. */
export async function openKept(scope: string, id: string): Promise<KeptVersion | undefined> {
  const version = await readVersion(scope, id);
  return version && new KeptVersion(scope, version);
}
