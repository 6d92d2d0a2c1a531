import type { z } from 'astro/zod';

import { allowed, found } from './issue-words.ts';
import { fieldName, type Problem } from './problem.ts';
import type { ParsedFile } from './source-file.ts';

/** Checks a file's data against a schema; either typed data or every problem at once. */
export function applySchema<T>(file: ParsedFile, schema: z.ZodType<T>): { data?: T; problems: Problem[] } {
  const result = schema.safeParse(file.data);
  if (result.success) return { data: result.data, problems: [] };
  return { problems: result.error.issues.flatMap((issue) => describe(file, issue)) };
}

function describe(file: ParsedFile, issue: z.core.$ZodIssue): Problem[] {
  const at = (path: readonly PropertyKey[], found: string, allowed: string): Problem => ({
    file: file.path,
    line: file.lineOf(path),
    field: fieldName(path),
    found,
    allowed,
  });
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => at([...issue.path, key], 'an unknown field', 'no field of this name'));
  }
  return [at(issue.path, found(file.data, issue), allowed(issue))];
}
