/**
 * The scores of one candidate in one competency: of all interviewers, in any order. They are not independent of each
 * other, so a candidate is moved as a whole.
 */
export type CandidateScores = readonly number[];

/** Fewer candidates than this on either side, and no verdict is given. */
export const LEAST_CANDIDATES = 8;

/** Ways to divide the candidates up to which all are looked at; above it, so many are drawn. */
const MOST_DIVISIONS = 20_000;

export interface Drift {
  /** Candidates before and after. */
  readonly before: number;
  readonly after: number;
  /**
   * Cliff's delta: share of pairs in which the later score is higher, less the share in which it is lower. From −1 to
   * 1; undefined without scores on both sides.
   */
  readonly delta: number | undefined;
  /** Kolmogorov–Smirnov D: the widest gap between the two cumulative distributions, 0 to 1. */
  readonly gap: number | undefined;
  /** Two-sided p of delta and of D, by moving whole candidates; undefined below `LEAST_CANDIDATES`. */
  readonly p: { readonly delta: number; readonly gap: number; readonly exact: boolean } | undefined;
}

/**
 * How scores moved from one period to another.
 *
 * The p values say how often a difference as large, in either direction, would come from dividing the same candidates
 * at random into two groups of these sizes. With few divisions all are counted; otherwise `MOST_DIVISIONS` are drawn,
 * and p = (1 + those as large) / (1 + drawn).
 *
 * Sources: N. Cliff (1993), "Dominance statistics", Psychological Bulletin 114(3); for drawn permutations, B. Phipson
 * and G. K. Smyth (2010), "Permutation p-values should never be zero", SAGMB 9(1).
 *
 * @param random numbers from 0 up to, but not including, 1; they draw divisions where there are too many to count
 */
export function drift(
  before: readonly CandidateScores[],
  after: readonly CandidateScores[],
  random: () => number,
): Drift {
  const groups = [before.filter((scores) => scores.length > 0), after.filter((scores) => scores.length > 0)] as const;
  const [first, second] = groups;
  const observed = effect(first, second);
  const enough = Math.min(first.length, second.length) >= LEAST_CANDIDATES;
  return {
    before: first.length,
    after: second.length,
    ...(observed ?? { delta: undefined, gap: undefined }),
    p: observed && enough ? permute(first, second, observed, random) : undefined,
  };
}

interface Effect {
  readonly delta: number;
  readonly gap: number;
}

function effect(before: readonly CandidateScores[], after: readonly CandidateScores[]): Effect | undefined {
  const values = [...new Set([...before.flat(), ...after.flat()])].toSorted((a, b) => a - b);
  return compare(countsOf(before, values), countsOf(after, values));
}

/** How often each value occurs. */
function countsOf(candidates: readonly CandidateScores[], values: readonly number[]): number[] {
  const counts = values.map(() => 0);
  for (const scores of candidates) {
    for (const score of scores) {
      const place = values.indexOf(score);
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return counts;
}

/** Delta and D of two rows of counts over the same values, in ascending order. */
function compare(before: readonly number[], after: readonly number[]): Effect | undefined {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const [n, m] = [sum(before), sum(after)];
  if (n === 0 || m === 0) return undefined;
  let [below, earlier, later, gap] = [0, 0, 0, 0];
  for (const [place, count] of before.entries()) {
    const other = after[place] ?? 0;
    // Pairs in which the later score is higher, less those in which it is lower.
    below += other * earlier - count * later;
    earlier += count;
    later += other;
    gap = Math.max(gap, Math.abs(earlier / n - later / m));
  }
  return { delta: below / (n * m), gap };
}

/** A value that differs only by rounding counts as equally large. */
const asLarge = (value: number, than: number) => Math.abs(value) >= Math.abs(than) - 1e-12;

function permute(
  before: readonly CandidateScores[],
  after: readonly CandidateScores[],
  observed: Effect,
  random: () => number,
): Drift['p'] {
  const all = [...before, ...after];
  const values = [...new Set(all.flat())].toSorted((a, b) => a - b);
  const kinds = kindsOf(all, values);
  const total = countsOf(all, values);
  const tally = { weight: 0, delta: 0, gap: 0 };
  const look = (picked: readonly number[], weight: number) => {
    const first = values.map((_, place) =>
      kinds.reduce((sum, { counts }, kind) => sum + (counts[place] ?? 0) * (picked[kind] ?? 0), 0),
    );
    const found = compare(
      first,
      total.map((count, place) => count - (first[place] ?? 0)),
    );
    tally.weight += weight;
    if (found && asLarge(found.delta, observed.delta)) tally.delta += weight;
    if (found && asLarge(found.gap, observed.gap)) tally.gap += weight;
  };
  const sizes = kinds.map(({ size }) => size);
  if (divisions(sizes, before.length) <= MOST_DIVISIONS) {
    eachDivision(sizes, before.length, look);
    return { delta: tally.delta / tally.weight, gap: tally.gap / tally.weight, exact: true };
  }
  const cards = kinds.flatMap(({ size }, kind) => Array.from({ length: size }, () => kind));
  for (let draw = 0; draw < MOST_DIVISIONS; draw += 1) look(drawn(cards, before.length, kinds.length, random), 1);
  return {
    delta: (1 + tally.delta) / (1 + tally.weight),
    gap: (1 + tally.gap) / (1 + tally.weight),
    exact: false,
  };
}

/** Candidates with the same scores are interchangeable, so divisions are counted by kind of candidate. */
function kindsOf(candidates: readonly CandidateScores[], values: readonly number[]) {
  const kinds = new Map<string, { counts: number[]; size: number }>();
  for (const scores of candidates) {
    const counts = countsOf([scores], values);
    const kind = kinds.get(counts.join()) ?? { counts, size: 0 };
    kind.size += 1;
    kinds.set(counts.join(), kind);
  }
  return [...kinds.values()];
}

/** How many ways there are to pick so many candidates, by kind. */
function divisions(sizes: readonly number[], wanted: number): number {
  // For each number of candidates, the ways to pick it from the kinds so far.
  let ways = [1];
  for (const size of sizes) {
    const more = Array.from({ length: Math.min(wanted, ways.length - 1 + size) + 1 }, () => 0);
    for (const [picked, count] of ways.entries()) {
      for (let total = picked; total < more.length && total <= picked + size; total += 1) {
        more[total] = (more[total] ?? 0) + count;
      }
    }
    ways = more;
  }
  return ways[wanted] ?? 0;
}

/** Calls `look` for each way to pick so many candidates, by kind, with the number of divisions it stands for. */
function eachDivision(
  sizes: readonly number[],
  wanted: number,
  look: (picked: readonly number[], weight: number) => void,
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

/** So many of the cards, drawn without putting back, counted by kind. */
function drawn(cards: readonly number[], wanted: number, kinds: number, random: () => number): number[] {
  const deck = [...cards];
  const picked = Array.from({ length: kinds }, () => 0);
  for (let place = 0; place < wanted; place += 1) {
    const other = place + Math.floor(random() * (deck.length - place));
    const kind = deck[other] ?? 0;
    deck[other] = deck[place] ?? 0;
    picked[kind] = (picked[kind] ?? 0) + 1;
  }
  return picked;
}

/**
 * Adjusts p values for having made several comparisons (S. Holm, 1979, "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6).
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((value, index) => ({ value, index })).toSorted((a, b) => a.value - b.value);
  const adjusted = p.map(() => 1);
  let least = 0;
  for (const [rank, { value, index }] of order.entries()) {
    least = Math.max(least, Math.min(1, value * (p.length - rank)));
    adjusted[index] = least;
  }
  return adjusted;
}
