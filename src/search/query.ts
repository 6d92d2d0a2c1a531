/**
 * A query as the index spells it: calls lose their brackets (`F()`, `transaction.on_commit()`), and
 * a sign between letters vanishes, since the index has `N+1` as `n1`.
 */
export function normaliseQuery(typed: string): string {
  return typed
    .replace(/\(\s*\)/g, ' ')
    .replace(/\b(\w)\s*\+\s*(?=\w\b)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
