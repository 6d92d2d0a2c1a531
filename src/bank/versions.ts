import { compareVersions, type Product } from './schemas/versions.ts';

/** How a source stands to the versions that answers hold for. */
export type Standing =
  | { readonly state: 'current'; readonly product: Product; readonly version: string }
  /** Read in a version that answers no longer have to hold for. */
  | { readonly state: 'moved'; readonly product: Product; readonly version: string }
  /** Newer than every version that `content/versions.yaml` knows. */
  | { readonly state: 'ahead'; readonly product: Product; readonly version: string }
  /** In whatever version is current on the day that somebody follows it. */
  | { readonly state: 'unpinned'; readonly product: Product };

/**
 * How an address stands to the versions of the software that it documents.
 *
 * @returns undefined for an address whose documentation has no versions
 */
export function standingOf(url: string, products: readonly Product[]): Standing | undefined {
  for (const product of products) {
    const { documentation, unversioned, versions } = product;
    if (documentation === undefined) continue;
    const [before = '', after = ''] = documentation.split('<version>');
    if (!url.startsWith(product.below ?? before)) continue;
    if (unversioned.some((start) => url.startsWith(start))) return undefined;
    const rest = url.startsWith(before) ? url.slice(before.length) : '';
    const version = rest.slice(0, Math.max(0, rest.indexOf(after)));
    const dots = versions[0]?.split('.').length;
    if (!/^\d+(\.\d+)*$/.test(version) || version.split('.').length !== dots) return { state: 'unpinned', product };
    if (versions.includes(version)) return { state: 'current', product, version };
    const newest = versions.at(-1) ?? '';
    return { state: compareVersions(version, newest) > 0 ? 'ahead' : 'moved', product, version };
  }
  return undefined;
}

/** How a pinned address of a product begins, for messages. */
export function exampleOf({ documentation = '', versions }: Product): string {
  return `${documentation.replace('<version>', versions[0] ?? '')}…`;
}

/** Versions in words: `5.2 and 6.1`. */
export function versionsInWords({ versions }: Product): string {
  return new Intl.ListFormat('en-GB').format(versions);
}
