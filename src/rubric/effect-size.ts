/** How large a Cliff's delta is, in words. */
export type EffectSize = 'negligible' | 'small' | 'medium' | 'large';

/** Below this, a difference is called negligible, and is not worth acting on however sure it is. */
export const NEGLIGIBLE = 0.147;

/**
 * The usual words for the size of Cliff's delta. They are a convention, taken over from Cohen's words for d.
 *
 * Source: J. Romano, J. D. Kromrey, J. Coraggio and J. Skowronek (2006), "Appropriate statistics for ordinal level
 * data", Annual meeting of the Florida Association of Institutional Research; as the R package `effsize` has them.
 */
export function effectSize(delta: number): EffectSize {
  const size = Math.abs(delta);
  if (size < NEGLIGIBLE) return 'negligible';
  if (size < 0.33) return 'small';
  return size < 0.474 ? 'medium' : 'large';
}
