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
  /** Two-sided p of delta and, if asked for, of D, by moving whole candidates; undefined below `LEAST_CANDIDATES`. */
  readonly p: { readonly delta: number; readonly gap: number | undefined; readonly exact: boolean } | undefined;
}

/** What gets a p value. Delta alone is many times faster. */
export type Tested = 'delta' | 'delta-and-gap';

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
  tested: Tested = 'delta-and-gap',
): Drift {
  const groups = [before.filter((scores) => scores.length > 0), after.filter((scores) => scores.length > 0)] as const;
  const [first, second] = groups;
  const observed = effect(first, second);
  const enough = Math.min(first.length, second.length) >= LEAST_CANDIDATES;
  return {
    before: first.length,
    after: second.length,
    ...(observed ?? { delta: undefined, gap: undefined }),
    p: observed && enough ? permute(first, second, observed, random, tested) : undefined,
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
  const [n, m] = [sumOf(before), sumOf(after)];
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
  tested: Tested,
): Drift['p'] {
  const kinds = kindsOf([...before, ...after], tested);
  const tests = [
    deltaTest(kinds, observed.delta),
    ...(tested === 'delta-and-gap' ? [gapTest(kinds, observed.gap)] : []),
  ];
  const sizes = kinds.map(({ size }) => size);
  if (countDivisions(sizes, before.length, MOST_DIVISIONS) <= MOST_DIVISIONS) {
    let all = 0;
    const large = tests.map(() => 0);
    eachDivision(sizes, before.length, (picked, weight) => {
      all += weight;
      for (const [index, isLarge] of tests.entries()) {
        if (isLarge(picked)) large[index] = (large[index] ?? 0) + weight;
      }
    });
    const [delta = 0, gap] = large.map((weight) => weight / all);
    return { delta, gap, exact: true };
  }
  const draw = divider(sizes, before.length, random);
  const ps = tests.map((isLarge) => new DrawnP(isLarge));
  for (let drawn = 0; drawn < MOST_DIVISIONS && !ps.every(({ settled }) => settled); drawn += 1) {
    const picked = draw();
    for (const p of ps) p.look(picked);
  }
  const [delta = 1, gap] = ps.map(({ value }) => value);
  return { delta, gap, exact: false };
}

/** Whether a division's effect is as large as what was observed. */
type Test = (picked: Picked) => boolean;

/** A p value by drawing, which is settled once `ENOUGH` of what was drawn is as large as what was observed. */
class DrawnP {
  private drawn = 0;
  private large = 0;
  private readonly isLarge: Test;

  constructor(isLarge: Test) {
    this.isLarge = isLarge;
  }

  get settled(): boolean {
    return this.large >= ENOUGH;
  }
  get value(): number {
    return this.settled ? this.large / this.drawn : (1 + this.large) / (1 + this.drawn);
  }
  look(picked: Picked): void {
    if (this.settled) return;
    this.drawn += 1;
    if (this.isLarge(picked)) this.large += 1;
  }
}

/** Candidates who are interchangeable. */
interface Kind {
  /** How often each value occurs, in ascending order of the values. */
  readonly counts: readonly number[];
  /** How many scores there are. */
  readonly scores: number;
  /** For each score the number of all scores above it less those below it, added up. */
  readonly below: number;
  size: number;
}

/** Divisions are counted by kind of candidate; for delta, those are of one kind who count alike in it. */
function kindsOf(candidates: readonly CandidateScores[], tested: Tested): Kind[] {
  const values = [...new Set(candidates.flat())].toSorted((a, b) => a - b);
  const total = countsOf(candidates, values);
  const above = total.map((_, place) => sumOf(total.slice(place + 1)) - sumOf(total.slice(0, place)));
  const kinds = new Map<string, Kind>();
  for (const scores of candidates) {
    const counts = countsOf([scores], values);
    const below = counts.reduce((sum, count, place) => sum + count * (above[place] ?? 0), 0);
    const key = tested === 'delta' ? `${below} ${scores.length}` : counts.join();
    const kind = kinds.get(key) ?? { counts, scores: scores.length, below, size: 0 };
    kind.size += 1;
    kinds.set(key, kind);
  }
  return [...kinds.values()];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * Tests delta without looking at single scores. Pairs within the first group cancel out, so what its scores have above
 * them less below them among all scores is what they have among those of the second.
 */
function deltaTest(kinds: readonly Kind[], observed: number): Test {
  const scores = Float64Array.from(kinds, (kind) => kind.scores);
  const below = Float64Array.from(kinds, (kind) => kind.below);
  const all = kinds.reduce((sum, kind) => sum + kind.scores * kind.size, 0);
  return (picked) => {
    let n = 0;
    let net = 0;
    for (let kind = 0; kind < scores.length; kind += 1) {
      const candidates = picked[kind] ?? 0;
      n += candidates * (scores[kind] ?? 0);
      net += candidates * (below[kind] ?? 0);
    }
    return asLarge(net / (n * (all - n)), observed);
  };
}

/** Tests D, from how often each value occurs on either side. */
function gapTest(kinds: readonly Kind[], observed: number): Test {
  const places = kinds[0]?.counts.length ?? 0;
  const total = Array.from({ length: places }, (_, place) =>
    kinds.reduce((sum, { counts, size }) => sum + (counts[place] ?? 0) * size, 0),
  );
  return (picked) => {
    const first = total.map((_, place) =>
      kinds.reduce((sum, { counts }, kind) => sum + (counts[place] ?? 0) * (picked[kind] ?? 0), 0),
    );
    const found = compare(
      first,
      total.map((count, place) => count - (first[place] ?? 0)),
    );
    return found !== undefined && asLarge(found.gap, observed);
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
