/** One mistake in the content, worded so that an author can mend it without reading code. */
export interface Problem {
  /** Path from the project's root. */
  readonly file: string;
  /** Line of the field in that file, counted from 1. */
  readonly line: number;
  /** Path of the field, such as `followUps[1].ask`, or a part of the body. */
  readonly field: string;
  /** What stands there, shortened. */
  readonly found: string;
  /** What may stand there. */
  readonly allowed: string;
}

/** `file:line field: found …, allowed …`, on one line. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line} ${problem.field}: found ${problem.found}, allowed: ${problem.allowed}`;
}

/** All problems, a line each, grouped by file and counted. */
export function formatProblems(problems: readonly Problem[]): string {
  const files = new Set(problems.map(({ file }) => file)).size;
  const count = `${problems.length} content ${problems.length === 1 ? 'mistake' : 'mistakes'} in ${files} ${files === 1 ? 'file' : 'files'}`;
  return [...problems.map(formatProblem), count].join('\n');
}

/** Problems by file, and within a file by line. */
export function inFileOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
}

/** A value as an author wrote it, on one line and at most 60 characters long. */
export function shorten(value: unknown): string {
  if (value === undefined) return 'nothing';
  const written = JSON.stringify(value);
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}

/** `['followUps', 1, 'ask']` as `followUps[1].ask`. */
export function fieldName(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (whole, step) => whole + (typeof step === 'number' ? `[${step}]` : `${whole ? '.' : ''}${String(step)}`),
    '',
  );
  return name || '(whole file)';
}
