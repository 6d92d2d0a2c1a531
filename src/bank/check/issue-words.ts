import type { z } from 'astro/zod';

import { shorten } from './problem.ts';

/** What a schema found where it complains. */
export function found(data: unknown, issue: z.core.$ZodIssue): string {
  const value = valueAt(data, issue.path);
  return issue.code === 'invalid_type' ? typed(value) : shorten(value);
}

/** What the schema would have taken. */
export function allowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      // A field that has words of its own for what it takes, such as a day, says more than the name of its type.
      return OWN_WORDS_OF_ZOD.test(issue.message) ? (NAMES[issue.expected] ?? issue.expected) : issue.message;
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
};

const OWN_WORDS_OF_ZOD = /^Invalid input\b/;

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
