/**
 * A query as the index spells it. Calls lose their brackets (`F()`, `transaction.on_commit()`), and
 * what people type for a term with signs in it becomes the term that pages write.
 */
export function normaliseQuery(typed: string): string {
  return typed
    .replace(/\(\s*\)/g, ' ')
    .replace(/\bn\s*\+\s*1\b/gi, 'n+1')
    .replace(/\s+/g, ' ')
    .trim();
}
