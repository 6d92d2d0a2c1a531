import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Loader, LoaderContext } from 'astro/loaders';

import { type KeptChecks, NOTHING_KEPT, openKeptChecks } from './check/kept.ts';
import { formatProblems } from './check/problem.ts';
import { type ContentFile, parseFile, splitFrontmatter } from './check/source-file.ts';

const FOLDER = 'content/questions';

/**
 * Loads `content/questions/`. Astro's own loader would hand each file to the MDX compiler, as a module of its own; a
 * question's body stays text here, and `ladderOf` reads it when its page is built.
 *
 * What was loaded is kept between builds, by the digest of each file.
 */
export function questionLoader(): Loader {
  return {
    name: 'question-loader',
    load: async (context) => {
      const root = fileURLToPath(context.config.root);
      const folder = join(root, FOLDER);
      // What is kept was made by the schema of its day.
      const schema = schemaDigest(root);
      if (context.meta.get('schema') !== schema) context.store.clear();
      context.meta.set('schema', schema);
      const gone = new Set(context.store.keys());
      // The content check has read them all a moment ago.
      const kept = openKeptChecks(fileURLToPath(context.config.cacheDir));
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
        if (path.endsWith('.mdx')) gone.delete(await loadQuestion(context, root, join(folder, path), kept));
      }
      gone.forEach((id) => context.store.delete(id));
      watch(context, root, folder);
    },
  };
}

/** Loads one file, unless it is the one that is kept; returns the question's id. */
async function loadQuestion(
  context: LoaderContext,
  root: string,
  file: string,
  kept: KeptChecks = NOTHING_KEPT,
): Promise<string> {
  const filePath = relative(root, file).split(sep).join('/');
  const id = idOf(filePath);
  const text = readFileSync(file, 'utf8');
  const digest = context.generateDigest(text);
  if (context.store.get(id)?.digest === digest) return id;
  const { data: read, body } = partsOf({ path: filePath, text }, kept);
  const data = await context.parseData({ id, data: read as Record<string, unknown>, filePath: file });
  context.store.set({ id, data, body, filePath, digest });
  return id;
}

/** A question's data and prose: its YAML is read only if the check did not keep what it says. */
function partsOf(file: ContentFile, kept: KeptChecks): { data: unknown; body: string } {
  const sound = kept.get(file);
  const parts = sound && splitFrontmatter(file.text);
  if (parts) return { data: sound.data, body: parts.body };
  const { parsed, problems } = parseFile(file);
  if (!parsed) throw new Error(formatProblems(problems));
  return parsed;
}

/** While an author writes, a saved file is loaded again, and a deleted one is gone. */
function watch(context: LoaderContext, root: string, folder: string): void {
  const isQuestion = (path: string) => path.startsWith(folder + sep) && path.endsWith('.mdx');
  const reload = (path: string) => {
    if (!isQuestion(path)) return;
    loadQuestion(context, root, path).catch((error: unknown) => context.logger.error((error as Error).message));
  };
  context.watcher?.add(folder);
  context.watcher?.on('change', reload);
  context.watcher?.on('add', reload);
  context.watcher?.on('unlink', (path) => {
    if (isQuestion(path)) context.store.delete(idOf(relative(root, path).split(sep).join('/')));
  });
}

/** `content/questions/<topic>/<slug>.mdx` as `<topic>/<slug>`. */
function idOf(filePath: string): string {
  return filePath.slice(FOLDER.length + 1).replace(/\.mdx$/, '');
}

function schemaDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of ['vocabulary.ts', 'schemas/fields.ts', 'schemas/question.ts', 'check/source-file.ts']) {
    hash.update(readFileSync(join(root, 'src/bank', file)));
  }
  return hash.digest('hex');
}
