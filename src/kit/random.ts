/** A source of numbers from 0 up to, but not including, 1. */
export type Random = () => number;

/**
 * Numbers that look random and are the same for the same seed, on every machine.
 *
 * The generator is mulberry32 (Tommy Ettinger, public domain); it is good enough to shuffle
 * questions and nothing else.
 *
 * @param seed any text; two texts give two sequences
 */
export function seeded(seed: string): Random {
  let state = 0x811c9dc5;
  // FNV-1a, so that neighbouring seeds begin far apart.
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the items, each as likely as the others. */
export function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random() * items.length)];
}
