/**
 * One file of a version: its address under the base path (`topics/orm/`; empty for the home page),
 * the SHA-256 of its bytes in base64, its bytes as stored, and as sent by a host that compresses text.
 */
export type VersionFile = readonly [address: string, sha256: string, stored: number, sent: number];

/** A build of the guide, as it is kept for use without a network: all of it, or none. */
export interface Version {
  /** Stands for all addresses and bytes: equal content has an equal id. */
  readonly id: string;
  /** Sorted by address. */
  readonly files: readonly VersionFile[];
}

/** How much a list of files is. */
export interface Extent {
  readonly pages: number;
  readonly files: number;
  /** Bytes that it takes up once kept. */
  readonly stored: number;
  /** Bytes that come over the network, with gzip where a host compresses. */
  readonly sent: number;
}

/** What `offline.json` says, for a reader who has not chosen yet. */
export interface Offer extends Extent {
  readonly id: string;
}

/** Whether an address is a page's. */
export const isPage = (address: string): boolean => address === '' || address.endsWith('/');

/** Adds up a list of files. */
export function extentOf(files: readonly VersionFile[]): Extent {
  return {
    pages: files.filter(([address]) => isPage(address)).length,
    files: files.length,
    stored: files.reduce((sum, [, , stored]) => sum + stored, 0),
    sent: files.reduce((sum, [, , , sent]) => sum + sent, 0),
  };
}

/** The files of a version that another does not hold, byte for byte, at the same address. */
export function filesBeyond(version: Version, held: Version): VersionFile[] {
  const hashes = new Map(held.files.map(([address, sha256]) => [address, sha256]));
  return version.files.filter(([address, sha256]) => hashes.get(address) !== sha256);
}

/**
 * The address in a version that a request is for. Queries and fragments are the page's own business;
 * a page answers with and without `index.html`, and without its last slash, as on most hosts.
 *
 * @param url absolute
 * @param scope the site's base path, absolute, with a slash at its end
 * @param has whether the version has an address
 * @returns nothing where the version has no such file
 */
export function addressFor(url: string, scope: string, has: (address: string) => boolean): string | undefined {
  const [plain = ''] = url.split(/[?#]/);
  if (!plain.startsWith(scope)) return undefined;
  const address = plain.slice(scope.length).replace(/(^|\/)index\.html$/, '$1');
  return [address, `${address}/`].find(has);
}
