import type { Extent, Version } from './version.ts';

/** What the worker and the pages know between them, besides the files. It is kept in Cache Storage. */
export interface Records {
  /** The version that pages are answered with. Only the reader's word changes it. */
  chosen: { readonly id: string; readonly keptAt: string; readonly extent: Extent };
  /** A newer version that is wholly here and waits for the reader's word. */
  ready: { readonly id: string; readonly extent: Extent };
  /** Why the last attempt to fetch a version came to nothing. */
  failed: Failure;
  /** Pages that were open when another version was chosen, and the version that they go on with. */
  leaving: { readonly id: string; readonly clients: readonly string[] };
}

/** An attempt that came to nothing. What was chosen before is untouched. */
export interface Failure {
  /** The version that was being fetched. */
  readonly id: string;
  readonly reason: 'unreachable' | 'refused' | 'different' | 'full' | 'unknown';
  /** The file it failed at, under the base path. */
  readonly address?: string;
  /** What the host answered. */
  readonly status?: number;
}

/** Messages from the worker to all open pages. */
export type News =
  | { readonly type: 'progress'; readonly files: number; readonly of: number; readonly sent: number }
  /** A record changed. */
  | { readonly type: 'changed' };

/** Messages from a page to the worker; it answers on the port that came with one, with `true` once it is done. */
export type Wish = 'show the ready version' | 'forget everything';

// The number stands for the shape of the records: another shape, another number.
const recordsName = (scope: string) => `guide records 1 ${scope}`;
const recordAddress = (scope: string, name: string) => `${scope}offline/record/${name}`;

/** The cache of one version: exactly its files, under addresses with their hashes. */
export const filesName = (scope: string, id: string): string => `guide version ${id} ${scope}`;

/** Whether a cache of this site is a version's. */
export const holdsFiles = (name: string): boolean => name.startsWith('guide version ');

/** The caches of this site, whatever the version. Other sites of the same host are let be. */
export async function cacheNames(scope: string): Promise<string[]> {
  const ours = /^guide (records|version) \w+ (.*)$/;
  return (await caches.keys()).filter((name) => ours.exec(name)?.[2] === scope);
}

async function read(scope: string, name: string): Promise<unknown> {
  // Unlike `open`, this does not make a cache that is not there.
  const response = await caches.match(recordAddress(scope, name), { cacheName: recordsName(scope) });
  return response?.json();
}
async function write(scope: string, name: string, value: unknown): Promise<void> {
  const cache = await caches.open(recordsName(scope));
  await cache.put(recordAddress(scope, name), Response.json(value));
}

/** Reads a record; nothing if there is none. */
export async function readRecord<Name extends keyof Records>(
  scope: string,
  name: Name,
): Promise<Records[Name] | undefined> {
  return (await read(scope, name)) as Records[Name] | undefined;
}
/** Writes a record in one step: readers see the old one or the new one. */
export function writeRecord<Name extends keyof Records>(
  scope: string,
  name: Name,
  value: Records[Name],
): Promise<void> {
  return write(scope, name, value);
}
/** Deletes a record, if it is there. */
export async function dropRecord(scope: string, name: keyof Records): Promise<void> {
  const cache = await caches.open(recordsName(scope));
  await cache.delete(recordAddress(scope, name));
}

/** The list of files of a version that is, or was to be, kept here. */
export async function readVersion(scope: string, id: string): Promise<Version | undefined> {
  return (await read(scope, `version-${id}`)) as Version | undefined;
}
export function writeVersion(scope: string, version: Version): Promise<void> {
  return write(scope, `version-${version.id}`, version);
}
/** Deletes a version: its files and its list. */
export async function dropVersion(scope: string, id: string): Promise<void> {
  await caches.delete(filesName(scope, id));
  const cache = await caches.open(recordsName(scope));
  await cache.delete(recordAddress(scope, `version-${id}`));
}
