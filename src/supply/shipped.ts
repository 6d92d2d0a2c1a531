import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package of which something reaches readers. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** As the package names it: `MIT`. */
  readonly licence: string;
  /** What its licence asks to be carried along. */
  readonly text: string;
}

/** Licences that allow what this site does, with no more than their text carried along. */
export const ALLOWED_LICENCES = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'OFL-1.1',
] as const;

/**
 * The folder of the package that a bundled module belongs to.
 *
 * @param module a module's id in the bundle: a path, perhaps with a query or a mark before it
 */
export function packageFolder(module: string): string | undefined {
  const path = module.replaceAll('\\', '/').replace(/^\0/, '').replace(/\?.*$/, '');
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

/**
 * What a package says of itself and of its licence.
 *
 * @throws if it names no licence
 */
export function readShipped(folder: string): Shipped {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  if (!license) throw new Error(`${name} names no licence in its package.json`);
  return { name, version, licence: license, text: licenceText(folder) };
}

/** A package's licence files; some keep several in a folder of that name. */
function licenceText(folder: string): string {
  const files = (path: string): string[] =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .sort()
          .flatMap((name) => files(join(path, name)))
      : [path];
  return readdirSync(folder)
    .filter((name) => /^(licen[cs]e|ofl|notice)/i.test(name))
    .sort()
    .flatMap((name) => files(join(folder, name)))
    .map((path) => readFileSync(path, 'utf8').trim())
    .join('\n\n');
}

/** Packages whose parts reach readers without being modules of the bundle: Astro's island script, for one, stands in the pages. */
const BESIDE_THE_BUNDLE = [
  'astro',
  'pagefind',
  'tailwindcss',
  '@fontsource/ibm-plex-sans',
  '@fontsource/ibm-plex-mono',
];

/**
 * Packages that ship, by name.
 *
 * @param modules ids of every module of the client's bundle
 * @param root the project's folder
 */
export function shippedPackages(modules: Iterable<string>, root: string): Shipped[] {
  const folders = new Set([...modules].flatMap((module) => packageFolder(module) ?? []));
  for (const name of BESIDE_THE_BUNDLE) folders.add(join(root, 'node_modules', name).replaceAll('\\', '/'));
  // Some packages keep a `package.json` without a name in folders below; those are no packages.
  return [...folders]
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map(readShipped)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Reads the list that the build has made. */
export function readList(file: string): Shipped[] {
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')) as Shipped[];
}

/** Where the list lies between the bundle and the pages that show it. */
export const LIST = join('node_modules', '.astro', 'shipped-packages.json');
export const listFolder = dirname(LIST);
