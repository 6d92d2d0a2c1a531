/** Brings data of one version to the next; throws when it is not what that version wrote. */
export type Step = (value: unknown) => unknown;

/**
 * Brings data that an older version of the guide wrote to today's shape.
 *
 * @param version the version that wrote it; the first is 1
 * @param steps the first brings version 1 to 2, and so on; today's version is one more than there are steps
 * @returns undefined for a version that never was, or that is yet to come
 */
export function upgrade(value: unknown, version: unknown, steps: readonly Step[]): { value: unknown } | undefined {
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > steps.length + 1) {
    return undefined;
  }
  return { value: steps.slice(version - 1).reduce((older, step) => step(older), value) };
}
