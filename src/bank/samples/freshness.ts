import type { z } from 'astro/zod';

import { type Problem, fieldName, shorten } from '../check/problem.ts';
import { digest, type SampleFolder } from './read.ts';
import { recordSchema, runSchema, type SampleRecord } from './record.ts';

/** One `<Sample>` of a content file. */
export interface SampleUse {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** Blocks that it shows. */
  readonly blocks: readonly string[];
}

const FOLDER = 'content/samples/';
const LOCK = 'requirements.txt';

/**
 * Says which records are not what the samples would do now, and which uses lead nowhere, by reading
 * alone: no sample runs for it, and no Python is needed.
 */
export function checkSamples(folder: SampleFolder, uses: readonly SampleUse[]): Problem[] {
  const problems: Problem[] = [];
  const report = (file: string, line: number, field: string, found: string, allowed: string) =>
    problems.push({ file: file.startsWith('content/') ? file : FOLDER + file, line, field, found, allowed });

  const functions = samplesIn(folder.modules);
  const shown = new Set(uses.map(({ name }) => name));
  const records = new Map<string, SampleRecord>();
  for (const [path, text] of folder.records) {
    const sample = path.replace(/\.json$/, '');
    const { data, problem } = parse(text, recordSchema);
    if (!data) {
      report(path, 1, problem.field, problem.found, `a record as “npm run samples -- ${sample}” writes it`);
      continue;
    }
    records.set(sample, data);
    const module = folder.modules.get(data.module);
    if (functions.get(sample)?.module !== data.module || data.sample !== sample) {
      report(path, 1, 'sample', `a record of ${data.sample}`, `a sample of that name in ${data.module}`);
    } else if (module === undefined || digest(module) !== data.moduleDigest) {
      report(path, 1, 'moduleDigest', `a record made before ${data.module} changed`, runAgain(data.module));
    } else if (data.lockDigest !== folder.shared.get(LOCK)) {
      report(path, 1, 'lockDigest', `a record made with another ${LOCK}`, runAgain());
    }
    if (!shown.has(sample)) {
      report(path, 1, 'sample', 'no page that shows it', `<Sample name="${sample}" …> on a page`);
    }
  }
  for (const [sample, { module, line }] of functions) {
    if (!folder.records.has(`${sample}.json`)) report(module, line, sample, 'no record', runAgain(sample));
  }
  for (const { file, line, name, blocks } of uses) {
    const record = records.get(name);
    if (!record) {
      // A broken record was named above.
      if (!folder.records.has(`${name}.json`)) {
        const topic = name.split('/')[0] ?? '';
        const known = [...records.keys()].filter((sample) => sample.startsWith(`${topic}/`));
        report(file, line, '<Sample> name', shorten(name), known.join(', ') || `a sample in ${FOLDER}<topic>/`);
      }
      continue;
    }
    const known = record.blocks.map((block) => block.name);
    for (const block of blocks.filter((one) => !known.includes(one))) {
      report(file, line, '<Sample> block', shorten(block), known.join(', '));
    }
  }
  checkRun(folder, report);
  return problems;
}

type Report = (file: string, line: number, field: string, found: string, allowed: string) => void;

/** The files that all samples share must be those of the last whole run. */
function checkRun(folder: SampleFolder, report: Report): void {
  if (folder.run === undefined) {
    if (folder.records.size > 0) report('run.json', 1, '(whole file)', 'nothing', runAgain());
    return;
  }
  const { data, problem } = parse(folder.run, runSchema);
  if (!data) {
    report('run.json', 1, problem.field, problem.found, runAgain());
    return;
  }
  const then = new Map(Object.entries(data.shared));
  for (const path of new Set([...then.keys(), ...folder.shared.keys()])) {
    const [before, now] = [then.get(path), folder.shared.get(path)];
    if (before === now) continue;
    const change = before === undefined ? 'new' : now === undefined ? 'gone' : 'changed';
    report(path, 1, '(whole file)', `${change} since the last whole run`, runAgain());
  }
}

/** Every test function of the modules, by the id of the sample that it is. */
function samplesIn(modules: ReadonlyMap<string, string>): Map<string, { module: string; line: number }> {
  const found = new Map<string, { module: string; line: number }>();
  for (const [module, text] of modules) {
    const topic = module.split('/')[0] ?? '';
    for (const [index, line] of text.split('\n').entries()) {
      const name = /^(?:async )?def test_(\w+)\(/.exec(line)?.[1];
      if (name) found.set(`${topic}/${name.replaceAll('_', '-')}`, { module, line: index + 1 });
    }
  }
  return found;
}

function runAgain(what = ''): string {
  return what ? `one made now: npm run samples -- ${what}` : 'a whole run: npm run samples';
}

type Parsed<T> = { data: T; problem?: never } | { data?: never; problem: { field: string; found: string } };

function parse<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problem: { field: '(whole file)', found: (error as Error).message } };
  }
  const { data, error } = schema.safeParse(json);
  if (data !== undefined) return { data };
  const issue = error?.issues[0];
  return { problem: { field: fieldName(issue?.path ?? []), found: issue?.message ?? '' } };
}
