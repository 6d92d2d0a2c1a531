import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The samples' folder as the checks see it; paths are from that folder, with forward slashes. */
export interface SampleFolder {
  /** Texts of the records, by path (`orm/n-plus-one.json`). */
  readonly records: ReadonlyMap<string, string>;
  /** Texts of the test modules, by path (`orm/test_related_objects.py`). */
  readonly modules: ReadonlyMap<string, string>;
  /** Digests of the files that every sample leans on, by path. */
  readonly shared: ReadonlyMap<string, string>;
  /** Text of `run.json`, if there is one. */
  readonly run: string | undefined;
}

/** Folders and files that every sample leans on; the recorder keeps the same list. */
const SHARED = ['shop', 'recording', 'conftest.py', 'pyproject.toml', 'requirements.txt'];

/** SHA-256 of a text, whatever its line ends: as the recorder computes it. */
export function digest(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

/** Reads `root/content/samples/`. */
export function readSamples(root: string): SampleFolder {
  const folder = join(root, 'content/samples');
  const records = new Map<string, string>();
  const modules = new Map<string, string>();
  const shared = new Map<string, string>();
  const runFile = join(folder, 'run.json');
  for (const path of existsSync(folder) ? filesBelow(folder) : []) {
    const text = () => readFileSync(join(folder, path), 'utf8');
    const [top = '', name = ''] = path.split('/');
    if (SHARED.includes(top)) shared.set(path, digest(text()));
    else if (name.endsWith('.json')) records.set(path, text());
    else if (/^test_.*\.py$/.test(name)) modules.set(path, text());
  }
  return { records, modules, shared, run: existsSync(runFile) ? readFileSync(runFile, 'utf8') : undefined };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/(^|\/)(__pycache__|\.[^/]+)\//.test(path))
    .sort();
}
