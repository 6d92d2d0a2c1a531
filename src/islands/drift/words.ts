import type { Comparison, Verdict } from '../../hiring/drift-report.ts';

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  look: 'Worth a look',
  'too-small': 'Sure, but too small to act on',
  'no-sign': 'No sign of drift that so many candidates could show',
  'too-few': 'Too few to say',
};

/** `2026-Q1` as a person writes it. */
export function quarterName(quarter: string): string {
  return quarter.replace(/^(\d{4})-(Q\d)$/, '$2 $1');
}

/** A number with its sign, and a minus that is as wide as the plus. */
export function signed(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** A p value, as exact as it can be read. */
export function pWords({ p, exact }: Pick<Comparison, 'p' | 'exact'>): string {
  if (p === undefined) return 'no p';
  const number = p < 0.001 ? 'p < 0.001' : `p ${p.toFixed(p < 0.1 ? 3 : 2)}`;
  return exact ? `${number}, exact` : number;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
