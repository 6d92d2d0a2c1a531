import { COMPETENCIES, type Competency } from '../bank/vocabulary.ts';
import { type CandidateScores, drift, holm, LEAST_CANDIDATES } from '../rubric/drift.ts';
import { type EffectSize, effectSize } from '../rubric/effect-size.ts';
import { t95 } from '../rubric/student-t.ts';
import type { RowScore } from '../scorecard/card-scores.ts';
import { type Dated, quartersOf } from './gather.ts';

/** A difference that chance brings about less often than this, all comparisons considered, is worth a look. */
export const SURE = 0.05;

/**
 * `look`: surer than `SURE`, and not negligible. `too-small`: as sure, but negligible. `no-sign`: nothing that so many
 * candidates could show. `too-few`: fewer than `LEAST_CANDIDATES` on one side.
 */
export type Verdict = 'look' | 'too-small' | 'no-sign' | 'too-few';

/** How often each score was given, from 1 to 4. */
export type ScoreCounts = readonly [number, number, number, number];

/** One side of a comparison. */
export interface Side {
  /** Candidates that it rests on. */
  readonly candidates: number;
  readonly counts: ScoreCounts;
}

export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  /** Cliff's delta: below 0, the later side is lower. Undefined without scores on both sides. */
  readonly delta: number | undefined;
  readonly size: EffectSize | undefined;
  /** Kolmogorov–Smirnov D, for whom it says more. */
  readonly gap: number | undefined;
  /** p of delta, adjusted for all comparisons of the report; undefined with too few candidates. */
  readonly p: number | undefined;
  /** Whether p was counted rather than drawn. */
  readonly exact: boolean;
  readonly verdict: Verdict;
}

/** The scores of one quarter. */
export interface QuarterScores extends Side {
  readonly quarter: string;
}

/** How an interviewer's scores differ from those of others for the same candidates. */
export interface Leaning {
  /** Mean of the candidates' mean differences, in points: above 0 is milder, below 0 stricter. */
  readonly mean: number;
  /** 95 % interval by Student's t over the candidates; undefined below `LEAST_CANDIDATES`. */
  readonly interval: readonly [low: number, high: number] | undefined;
}

export interface InterviewerDrift {
  readonly interviewer: string;
  /**
   * Sides count only candidates whom somebody else scored in the same competency too; delta is that of the differences
   * to them.
   */
  readonly comparison: Comparison;
  readonly leaning: { readonly before: Leaning | undefined; readonly after: Leaning | undefined };
  readonly quarters: readonly QuarterScores[];
}

export interface DriftReport {
  /** Quarters that are compared: these with that. */
  readonly before: readonly string[];
  readonly after: string;
  readonly competencies: readonly {
    readonly competency: Competency;
    readonly comparison: Comparison;
    readonly quarters: readonly QuarterScores[];
  }[];
  /** In the order of their names. */
  readonly interviewers: readonly InterviewerDrift[];
  /** p values that were adjusted for each other. */
  readonly comparisons: number;
  /** Scores without evidence: they do not count. */
  readonly withoutEvidence: number;
  /** Scorecards without an interviewer: they count for the competencies only. */
  readonly withoutInterviewer: number;
}

/** Which quarters to compare. */
export interface Choice {
  /** The quarter in question. */
  readonly after: string;
  /** The quarter before it that has scorecards, or all of them. */
  readonly before: 'last' | 'all';
}

/** One score that counts. */
interface Given extends RowScore {
  readonly candidate: string;
  readonly interviewer: string;
  readonly quarter: string;
}

/** One score beside those of others. */
interface Shared extends Given {
  /** Score less the mean of the others', in points. */
  readonly difference: number;
}

/**
 * How scores moved from earlier quarters to a later one, for each competency over all interviewers, and for each
 * interviewer against the others.
 *
 * A competency is compared by its scores. An interviewer is compared by the difference of each score to the mean of what
 * the others gave the same candidate in the same competency in the same quarter: a candidate who is weaker is weaker for
 * all of them, so what is left is the interviewer's own. It is relative: if all but one grew milder, that one would look
 * stricter.
 *
 * A candidate is one case on each side. One who was seen in both is one on either: their scores pull the sides together,
 * which makes the test cautious.
 *
 * @param cards of one version of the rubric
 * @param random numbers from 0 up to, but not including, 1
 */
export function driftReport(cards: readonly Dated[], choice: Choice, random: () => number): DriftReport {
  const earlier = quartersOf(cards).filter((quarter) => quarter < choice.after);
  const before = choice.before === 'all' ? earlier : earlier.slice(-1);
  const given = cards.flatMap(({ scores, candidate, interviewer, quarter }) =>
    scores.filter(({ counts }) => counts).map((score): Given => ({ ...score, candidate, interviewer, quarter })),
  );
  const sides = <One extends Given>(list: readonly One[]) => ({
    before: list.filter(({ quarter }) => before.includes(quarter)),
    after: list.filter(({ quarter }) => quarter === choice.after),
  });

  const byCompetency = Map.groupBy(given, ({ competency }) => competency);
  const competencies = COMPETENCIES.filter((competency) => byCompetency.has(competency)).map((competency) => {
    const list = byCompetency.get(competency) ?? [];
    const two = sides(list);
    const value = ({ score }: Given) => score;
    return { competency, quarters: byQuarter(list), raw: compare(two.before, two.after, value, random) };
  });

  const byInterviewer = Map.groupBy(given, ({ interviewer }) => interviewer);
  byInterviewer.delete('');
  const shared = Map.groupBy(sharedOf(given), ({ interviewer }) => interviewer);
  const interviewers = [...byInterviewer]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([interviewer, list]) => {
      const two = sides(shared.get(interviewer) ?? []);
      const difference = (one: Shared) => one.difference;
      return {
        interviewer,
        quarters: byQuarter(list),
        leaning: { before: leaningOf(two.before, difference), after: leaningOf(two.after, difference) },
        raw: compare(two.before, two.after, difference, random),
      };
    });

  const adjusted = adjust([...competencies, ...interviewers].map(({ raw }) => raw));
  return {
    before,
    after: choice.after,
    competencies: competencies.map(({ raw, ...rest }) => ({ ...rest, comparison: adjusted(raw) })),
    interviewers: interviewers.map(({ raw, ...rest }) => ({ ...rest, comparison: adjusted(raw) })),
    comparisons: [...competencies, ...interviewers].filter(({ raw }) => raw.p !== undefined).length,
    withoutEvidence: cards.reduce((sum, { scores }) => sum + scores.filter(({ counts }) => !counts).length, 0),
    withoutInterviewer: cards.filter(({ interviewer }) => interviewer === '').length,
  };
}

type Raw = Omit<Comparison, 'verdict' | 'size'>;

function compare<One extends Given>(
  before: readonly One[],
  after: readonly One[],
  value: (one: One) => number,
  random: () => number,
): Raw {
  const found = drift(perCandidate(before, value), perCandidate(after, value), random, 'delta');
  return {
    before: { candidates: found.before, counts: countsOf(before) },
    after: { candidates: found.after, counts: countsOf(after) },
    delta: found.delta,
    gap: found.gap,
    p: found.p?.delta,
    exact: found.p?.exact ?? false,
  };
}

/** Adjusts the p values of all comparisons for each other, and gives each its verdict. */
function adjust(raws: readonly Raw[]): (raw: Raw) => Comparison {
  const tested = raws.flatMap((raw) => (raw.p === undefined ? [] : [{ raw, p: raw.p }]));
  const adjusted = holm(tested.map(({ p }) => p));
  const byRaw = new Map(tested.map(({ raw }, index) => [raw, adjusted[index]]));
  return (raw) => {
    const p = byRaw.get(raw);
    const size = raw.delta === undefined ? undefined : effectSize(raw.delta);
    return { ...raw, p, size, verdict: verdictOf(p, size) };
  };
}

function verdictOf(p: number | undefined, size: EffectSize | undefined): Verdict {
  if (p === undefined) return 'too-few';
  if (p > SURE) return 'no-sign';
  return size === 'negligible' ? 'too-small' : 'look';
}

/**
 * The scores that somebody else gave too, for the same candidate in the same competency in the same quarter, each with
 * its difference to the mean of the others'.
 */
function sharedOf(given: readonly Given[]): Shared[] {
  const cells = Map.groupBy(given, ({ candidate, competency, quarter }) => `${quarter} ${competency} ${candidate}`);
  return [...cells.values()].flatMap((cell) =>
    cell.flatMap((one) => {
      const others = cell.filter(({ interviewer }) => interviewer !== one.interviewer);
      return others.length > 0 ? [{ ...one, difference: one.score - meanOf(others.map(({ score }) => score)) }] : [];
    }),
  );
}

function byQuarter(list: readonly Given[]): QuarterScores[] {
  return [...Map.groupBy(list, ({ quarter }) => quarter)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([quarter, scores]) => ({
      quarter,
      candidates: new Set(scores.map(({ candidate }) => candidate)).size,
      counts: countsOf(scores),
    }));
}

function countsOf(list: readonly Given[]): ScoreCounts {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (const { score } of list) counts[score - 1] = (counts[score - 1] ?? 0) + 1;
  return counts;
}

function leaningOf(shared: readonly Shared[], difference: (one: Shared) => number): Leaning | undefined {
  const means = perCandidate(shared, difference).map(meanOf);
  if (means.length === 0) return undefined;
  const mean = meanOf(means);
  if (means.length < LEAST_CANDIDATES) return { mean, interval: undefined };
  const squares = means.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = t95(means.length - 1) * Math.sqrt(squares / (means.length - 1) / means.length);
  return { mean, interval: [mean - half, mean + half] };
}

function perCandidate<One extends Given>(list: readonly One[], value: (one: One) => number): CandidateScores[] {
  return [...Map.groupBy(list, ({ candidate }) => candidate).values()].map((scores) => scores.map(value));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
