import type { Failure } from './records.ts';

/** A number of bytes as people read it: `412 kB`, `4.5 MB`. Decimal units, as browsers and systems show them. */
export function sizeWords(bytes: number): string {
  if (bytes < 999_500) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  const megabytes = bytes / 1_000_000;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes).toString()} MB`;
}

/** Why a version could not be fetched, and what to do about it. */
export function failureWords({ reason, address = '', status }: Failure): string {
  const file = `“/${address}”`;
  switch (reason) {
    case 'unreachable':
      return `The connection broke off at ${file}. What was fetched so far is used when you try again.`;
    case 'refused':
      return `The host answered ${file} with an error (${status ?? 'no number'}). It may be busy or being updated: try again in a while.`;
    case 'different':
      return `The host sent ${file} in another version than the rest, as happens while it is being updated: try again in a few minutes. If it stays so, something between you and the host changes its files.`;
    case 'full':
      return 'This browser has no room left for this site. Free some on the disk, or delete what other sites keep, and try again.';
    case 'unknown':
      return 'The browser stopped it without saying why. Try again.';
  }
}
