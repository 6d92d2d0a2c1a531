/**
 * Ways to divide things of several kinds into two groups of given sizes. Things of one kind are interchangeable, so a
 * division is told by how many of each kind are picked for the first group.
 */
export type Picked = ArrayLike<number>;

/**
 * How many divisions there are, by kind.
 *
 * @param sizes things of each kind
 * @param wanted things in the first group
 * @param most counting ends where it is plain that there are more than this
 */
export function countDivisions(sizes: readonly number[], wanted: number, most: number): number {
  // For each number of things, the ways to pick it from the kinds so far.
  let ways = [1];
  let rest = sizes.reduce((sum, size) => sum + size, 0);
  for (const size of sizes) {
    const more = Array.from({ length: Math.min(wanted, ways.length - 1 + size) + 1 }, () => 0);
    for (const [picked, count] of ways.entries()) {
      for (let total = picked; total < more.length && total <= picked + size; total += 1) {
        more[total] = (more[total] ?? 0) + count;
      }
    }
    ways = more;
    rest -= size;
    // Each of these can be completed from the kinds that are left.
    const completed = Math.max(...ways.slice(Math.max(0, wanted - rest)));
    if (completed > most) return completed;
  }
  return ways[wanted] ?? 0;
}

/** Calls `look` for each way to pick so many things, by kind, with the number of divisions it stands for. */
export function eachDivision(
  sizes: readonly number[],
  wanted: number,
  look: (picked: Picked, weight: number) => void,
): void {
  const picked = sizes.map(() => 0);
  const rest = sizes.map((_, kind) => sizes.slice(kind).reduce((sum, size) => sum + size, 0));
  const pick = (kind: number, missing: number, weight: number): void => {
    if (kind === sizes.length) {
      look(picked, weight);
      return;
    }
    const size = sizes[kind] ?? 0;
    const least = Math.max(0, missing - ((rest[kind] ?? 0) - size));
    for (let count = least; count <= Math.min(size, missing); count += 1) {
      picked[kind] = count;
      pick(kind + 1, missing - count, weight * choose(size, count));
    }
  };
  pick(0, wanted, 1);
}

/** n over k; beyond 2⁵³ rounded, which the shares do not notice. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let step = 1; step <= k; step += 1) ways = (ways * (n - k + step)) / step;
  return ways;
}

/** Kinds of this size and less are drawn thing by thing, which is quicker than by their distribution. */
const FEW = 12;

/**
 * Draws divisions at random, each as likely as the others.
 *
 * Kind by kind, the number picked has a hypergeometric distribution given what is left: drawn thing by thing where a
 * kind has few, otherwise by inverting the distribution from its mode outwards (V. Kachitvichyanukul and B. Schmeiser,
 * 1985, "Computer generation of hypergeometric random variates", Journal of Statistical Computation and Simulation
 * 22(2), algorithm HIN, there from the least value). The work grows with the number of kinds, not of things.
 *
 * @returns draws one division; what it returns is overwritten by the next
 */
export function divider(sizes: readonly number[], wanted: number, random: () => number): () => Picked {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const logs = logFactorials(all);
  const typed = Int32Array.from(sizes);
  const picked = new Int32Array(sizes.length);
  // This is where the time goes: plain loops over typed arrays.
  return () => {
    let left = all;
    let missing = wanted;
    for (let kind = 0; kind < typed.length; kind += 1) {
      const size = typed[kind] ?? 0;
      const count =
        size <= FEW ? oneByOne(size, left, missing, random) : hypergeometric(size, left, missing, logs, random());
      picked[kind] = count;
      left -= size;
      missing -= count;
    }
    return picked;
  };
}

/** How many of `size` things are among `missing` drawn from `left`, deciding for one thing after the other. */
function oneByOne(size: number, left: number, missing: number, random: () => number): number {
  let count = 0;
  for (let thing = 0; thing < size; thing += 1) {
    if (random() * (left - thing) < missing - count) count += 1;
  }
  return count;
}

function hypergeometric(size: number, left: number, missing: number, logs: Float64Array, draw: number): number {
  const others = left - size;
  const log = (n: number) => logs[n] ?? 0;
  const mode = Math.floor(((missing + 1) * (size + 1)) / (left + 2));
  const logMode =
    log(size) -
    log(mode) -
    log(size - mode) +
    (log(others) - log(missing - mode) - log(others - missing + mode)) -
    (log(left) - log(missing) - log(left - missing));
  let [up, down] = [mode, mode];
  let [above, below] = [Math.exp(logMode), Math.exp(logMode)];
  let rest = draw - above;
  while (rest >= 0) {
    above *= ((size - up) * (missing - up)) / ((up + 1) * (others - missing + up + 1));
    up += 1;
    below *= (down * (others - missing + down)) / ((size - down + 1) * (missing - down + 1));
    down -= 1;
    // Both run out at the ends of what is possible; rounding may leave a last hair.
    if (above === 0 && below === 0) return mode;
    rest -= above;
    if (rest < 0) return up;
    rest -= below;
    if (rest < 0) return down;
  }
  return mode;
}

function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 1; n <= most; n += 1) logs[n] = (logs[n - 1] ?? 0) + Math.log(n);
  return logs;
}
