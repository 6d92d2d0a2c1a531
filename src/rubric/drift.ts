import { countDivisions, divider, eachDivision, type Picked } from './divisions.ts';

/**
 * The scores of one candidate in one competency: of all interviewers, in any order. They are not independent of each
 * other, so a candidate is moved as a whole.
 */
export type CandidateScores = readonly number[];

/** Fewer candidates than this on either side, and no verdict is given. */
export const LEAST_CANDIDATES = 8;

/** Ways to divide the candidates up to which all are looked at; above it, so many are drawn at the most. */
const MOST_DIVISIONS = 20_000;

/**
 * Drawing ends once so many divisions are as large as what was observed: p is then known to within 7 % of itself
 * (standard error, 1/√200), and only small p values take all the draws.
 */
const ENOUGH = 200;

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
 * at random into two groups of these sizes. With few divisions all are counted; otherwise up to `MOST_DIVISIONS` are
 * drawn, and p = (1 + those as large) / (1 + drawn), or `ENOUGH` / drawn where drawing ended early.
 *
 * Sources: N. Cliff (1993), "Dominance statistics", Psychological Bulletin 114(3); for drawn permutations, B. Phipson
 * and G. K. Smyth (2010), "Permutation p-values should never be zero", SAGMB 9(1); for ending early, J. Besag and
 * P. Clifford (1991), "Sequential Monte Carlo p-values", Biometrika 78(2).
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
function compare(before: ArrayLike<number>, after: ArrayLike<number>): Effect | undefined {
  let [n, m] = [0, 0];
  for (let place = 0; place < before.length; place += 1) {
    n += before[place] ?? 0;
    m += after[place] ?? 0;
  }
  if (n === 0 || m === 0) return undefined;
  let [below, earlier, later, gap] = [0, 0, 0, 0];
  for (let place = 0; place < before.length; place += 1) {
    const [count, other] = [before[place] ?? 0, after[place] ?? 0];
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
  const effectOf = effects(kinds, countsOf(all, values));
  const sizes = kinds.map(({ size }) => size);
  if (countDivisions(sizes, before.length, MOST_DIVISIONS) <= MOST_DIVISIONS) {
    const tally = { weight: 0, delta: 0, gap: 0 };
    eachDivision(sizes, before.length, (picked, weight) => {
      const found = effectOf(picked);
      tally.weight += weight;
      if (found && asLarge(found.delta, observed.delta)) tally.delta += weight;
      if (found && asLarge(found.gap, observed.gap)) tally.gap += weight;
    });
    return { delta: tally.delta / tally.weight, gap: tally.gap / tally.weight, exact: true };
  }
  const draw = divider(sizes, before.length, random);
  const [delta, gap] = [new DrawnP(), new DrawnP()];
  for (let drawn = 0; drawn < MOST_DIVISIONS && !(delta.settled && gap.settled); drawn += 1) {
    const found = effectOf(draw());
    delta.count(found !== undefined && asLarge(found.delta, observed.delta));
    gap.count(found !== undefined && asLarge(found.gap, observed.gap));
  }
  return { delta: delta.value, gap: gap.value, exact: false };
}

/** A p value by drawing, which is settled once `ENOUGH` of what was drawn is as large as what was observed. */
class DrawnP {
  private drawn = 0;
  private large = 0;

  get settled(): boolean {
    return this.large >= ENOUGH;
  }
  get value(): number {
    return this.settled ? this.large / this.drawn : (1 + this.large) / (1 + this.drawn);
  }
  count(asLarge: boolean): void {
    if (this.settled) return;
    this.drawn += 1;
    if (asLarge) this.large += 1;
  }
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

/** Gives the effect of a division, told by how many candidates of each kind are in the first group. */
function effects(kinds: readonly { readonly counts: readonly number[] }[], total: readonly number[]) {
  // Most kinds have few of the values: only those are added up. Pairs of place and count, from `starts` on.
  const starts = new Int32Array(kinds.length + 1);
  const pairs: number[] = [];
  for (const [kind, { counts }] of kinds.entries()) {
    for (const [place, count] of counts.entries()) if (count > 0) pairs.push(place, count);
    starts[kind + 1] = pairs.length;
  }
  const typed = Int32Array.from(pairs);
  const all = Float64Array.from(total);
  const [first, second] = [new Float64Array(all.length), new Float64Array(all.length)];
  return (picked: Picked): Effect | undefined => {
    first.fill(0);
    for (let kind = 0; kind < kinds.length; kind += 1) {
      const candidates = picked[kind] ?? 0;
      if (candidates === 0) continue;
      const end = starts[kind + 1] ?? 0;
      for (let at = starts[kind] ?? 0; at < end; at += 2) {
        const place = typed[at] ?? 0;
        first[place] = (first[place] ?? 0) + candidates * (typed[at + 1] ?? 0);
      }
    }
    for (let place = 0; place < all.length; place += 1) second[place] = (all[place] ?? 0) - (first[place] ?? 0);
    return compare(first, second);
  };
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
