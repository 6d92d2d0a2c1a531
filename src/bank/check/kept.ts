import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { SampleUse } from '../samples/freshness.ts';
import type { ContentFile } from './source-file.ts';

/** What the check made of a file without a mistake. */
export interface SoundFile {
  /** Its data as the schema of its collection returned it. */
  readonly data: unknown;
  /** The samples that it shows. */
  readonly uses: readonly SampleUse[];
}

/**
 * What earlier checks made of sound files: reading YAML and Markdown is nearly all that a check costs. A file that has
 * any mistake is not kept, so each check words its mistakes anew; and what files say of each other is not kept either.
 */
export interface KeptChecks {
  /** What is known of a file, if it is as it was and so is the code that checks. */
  readonly get: (file: ContentFile) => SoundFile | undefined;
  /** Replaces all that was kept. */
  readonly save: (sound: ReadonlyMap<ContentFile, SoundFile>) => void;
}

/** Nothing is known, and nothing kept. */
export const NOTHING_KEPT: KeptChecks = { get: () => undefined, save: () => undefined };

interface Stored {
  readonly manner: string;
  readonly files: Readonly<Record<string, SoundFile & { readonly digest: string }>>;
}

/**
 * Opens what is kept in a folder; a file there that cannot be read counts as none.
 *
 * @param cacheFolder Astro's cache folder, which outlives a build
 * @param manner a digest of all that decides what a check says of a file
 */
export function openKeptChecks(cacheFolder: string, manner = mannerOfChecks()): KeptChecks {
  const path = join(cacheFolder, 'content-check.json');
  const stored = read(path);
  const files = stored?.manner === manner ? stored.files : {};
  return {
    get: (file) => {
      const known = files[file.path];
      return known?.digest === digestOf(file) ? known : undefined;
    },
    save: (sound) => {
      const entries = [...sound].map(([file, { data, uses }]) => [file.path, { digest: digestOf(file), data, uses }]);
      const text = JSON.stringify({ manner, files: Object.fromEntries(entries) as Stored['files'] } satisfies Stored);
      mkdirSync(cacheFolder, { recursive: true });
      // Two builds may share the folder: the file appears in it whole.
      const part = `${path}.${process.pid}`;
      writeFileSync(part, text);
      renameSync(part, path);
    },
  };
}

function read(path: string): Stored | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Stored;
  } catch {
    return undefined;
  }
}

function digestOf({ text }: ContentFile): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The code of the bank, its schemas among it, and the packages that it reads YAML and Markdown with. */
function mannerOfChecks(): string {
  const bank = dirname(import.meta.dirname);
  const code = readdirSync(bank, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort()
    .map((path) => join(bank, path));
  const hash = createHash('sha256');
  for (const path of [...code, join(bank, '../../package-lock.json')]) hash.update(readFileSync(path));
  return hash.digest('hex');
}
