import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What running a project leaves behind, and nobody is given. */
const LEFT_BEHIND = /(^|\/)(__pycache__|\.venv)\/|\.pyc$|(^|\/)db\.sqlite3$/;

/** Files of a folder by their path within it, with forward slashes, in order; what runs leave behind is left out. */
export function filesOf(folder: string): Map<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths
      .map((path) => [relative(folder, path).split(sep).join('/'), path] as const)
      .filter(([name]) => !LEFT_BEHIND.test(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, path]) => [name, readFileSync(path)]),
  );
}

/** What an exercise's folder holds of a project: the starter whole, of the solution only the files that it changes or adds. */
export type Project = 'starter' | 'solution';

/** The folders that make a project, the later ones laid over the earlier. */
export function layersOf(folder: string, project: Project): string[] {
  const starter = join(folder, 'starter');
  return project === 'starter' ? [starter] : [starter, join(folder, 'solution')];
}

/** A project's files, whole, by their path within it. */
export function projectFiles(folder: string, project: Project): Map<string, Uint8Array> {
  return new Map(layersOf(folder, project).flatMap((layer) => [...filesOf(layer)]));
}
