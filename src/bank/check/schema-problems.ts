import type { z } from 'astro/zod';

import { fieldName, type Problem, shorten } from './problem.ts';
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
  const value = valueAt(file.data, issue.path);
  return [at(issue.path, issue.code === 'invalid_type' ? typed(value) : shorten(value), allowed(issue))];
}

function allowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return NAMES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'too_small':
      return `at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unit(issue.origin)}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message;
    default:
      return issue.message;
  }
}

const NAMES: Record<string, string> = {
  string: 'text',
  array: 'a list',
  object: 'fields with values',
  int: 'a whole number',
  number: 'a number',
};

const FORMATS: Record<string, string> = {
  url: 'an address that starts with https://',
  date: 'a day, written YYYY-MM-DD',
};

function unit(origin: string): string {
  if (origin === 'string') return ' characters';
  if (origin === 'array') return ' entries';
  return '';
}

function typed(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list (${shorten(value)})`;
  if (value === null) return 'an empty value';
  if (typeof value === 'object') return `fields (${shorten(value)})`;
  return shorten(value);
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      value === null || value === undefined ? undefined : (value as Record<PropertyKey, unknown>)[step],
    data,
  );
}
