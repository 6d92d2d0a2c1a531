import type { Rubric } from '../bank/schemas/rubric.ts';
import type { Competency } from '../bank/vocabulary.ts';
import {
  type Bar as SheetBar,
  countedScore,
  type Outcome,
  outcomeOf,
  type Ratings,
  type ScoreValue,
} from './result.ts';
import type { WeightedRow } from './weights.ts';

/** Raters who differ by so many points have seen two different things, or use the scale differently. */
const APART = 2;

/** What one interviewer of a panel put down. */
export interface Sheet {
  readonly rater: string;
  readonly ratings: Ratings;
}

/** What is to be talked about in a row, the most pressing first. */
export type Concern = 'bar-not-met' | 'bar-split' | 'apart' | 'without-evidence' | 'one-rater' | 'not-assessed';

export interface PanelRow {
  readonly competency: Competency;
  readonly share: number;
  /** The scores that count, in the order of the sheets. */
  readonly scores: readonly { readonly rater: string; readonly score: ScoreValue; readonly evidence: string }[];
  /** Raters who gave a score without evidence: it does not count. */
  readonly withoutEvidence: readonly string[];
  readonly median: number | undefined;
  /** Highest score less the lowest; 0 for one rater, undefined for none. */
  readonly spread: number | undefined;
  readonly concerns: readonly Concern[];
}

export interface Panel {
  readonly rows: readonly PanelRow[];
  /** Weighted mean of the rows' mean scores, over the weight that was assessed; undefined while nothing was. */
  readonly mean: number | undefined;
  /** Share of the weight that was assessed by anybody. */
  readonly coverage: number;
  /**
   * What the weighted mean could be: at the least with each row's lowest score, and the scale's lowest where nothing
   * was assessed; at the most with the highest. Undefined while nothing was assessed.
   */
  readonly range: readonly [low: number, high: number] | undefined;
  readonly bars: readonly {
    readonly competency: Competency;
    readonly minimum: number;
    /** `split`: some raters' scores meet it and some do not. `open`: nothing that counts was scored. */
    readonly state: SheetBar['state'] | 'split';
  }[];
  /**
   * What the panel's figures make of it, before anybody talks. `barSplit`: raters differ on whether a must-meet bar is
   * met, and no mean settles that.
   */
  readonly outcome: Outcome | 'barSplit';
  /** Whether what is not agreed on decides: the range holds values on both sides of the threshold. */
  readonly undecided: boolean;
  /**
   * For each rater, the mean of score less the others' mean, over the rows that others scored too; undefined where
   * there is none. With one candidate it says how they saw this one, and nothing about the person.
   */
  readonly leanings: readonly { readonly rater: string; readonly rows: number; readonly leaning: number | undefined }[];
  /** Rows in the order in which they need talking about: by concern, then by weight. Rows without a concern are left out. */
  readonly agenda: readonly PanelRow[];
}

/**
 * Puts the sheets of one candidate side by side.
 *
 * @param rubric its must-meet bars, scale and thresholds
 * @param rows the panel's rows, with the share of each
 */
export function panel(
  rubric: Pick<Rubric, 'mustMeet' | 'scale' | 'passThreshold' | 'coverageThreshold'>,
  rows: readonly WeightedRow[],
  sheets: readonly Sheet[],
): Panel {
  const bars = rubric.mustMeet
    .filter(({ competency }) => rows.some((row) => row.competency === competency))
    .map(({ competency, minimum }) => ({
      competency,
      minimum,
      state: barState(scoresOf(sheets, competency), minimum),
    }));
  const panelRows = rows.map((row) =>
    panelRow(
      row,
      sheets,
      bars.find(({ competency }) => competency === row.competency),
    ),
  );
  const values = rubric.scale.scores.map(({ score }) => score);
  const figures = combined(panelRows, Math.min(...values), Math.max(...values));
  return {
    rows: panelRows,
    ...figures,
    bars,
    outcome: panelOutcome(rubric, figures, bars),
    undecided: straddles(figures.range, rubric.passThreshold),
    leanings: sheets.map(({ rater }, index) => ({ rater, ...leaningOf(rows, sheets, index) })),
    agenda: panelRows.filter(({ concerns }) => concerns.length > 0).toSorted(byConcern),
  };
}

type Bar = Panel['bars'][number];

function scoresOf(sheets: readonly Sheet[], competency: Competency): ScoreValue[] {
  return sheets.flatMap(({ ratings }) => countedScore(ratings[competency]) ?? []);
}

function barState(scores: readonly number[], minimum: number): Bar['state'] {
  if (scores.length === 0) return 'open';
  if (scores.every((score) => score >= minimum)) return 'met';
  return scores.some((score) => score >= minimum) ? 'split' : 'not-met';
}

function panelOutcome(
  rubric: Parameters<typeof outcomeOf>[0],
  { mean, coverage }: Pick<Panel, 'mean' | 'coverage'>,
  bars: Panel['bars'],
): Panel['outcome'] {
  const settled = bars.flatMap(({ state }) => (state === 'split' ? [] : [{ state }]));
  if (settled.length < bars.length && settled.every(({ state }) => state !== 'not-met')) return 'barSplit';
  return outcomeOf(rubric, mean, coverage, settled);
}

function straddles(range: Panel['range'], threshold: number): boolean {
  return range !== undefined && range[0] < threshold - 1e-9 && range[1] >= threshold - 1e-9;
}

function panelRow({ competency, share }: WeightedRow, sheets: readonly Sheet[], bar: Bar | undefined): PanelRow {
  const scores = sheets.flatMap(({ rater, ratings }) => {
    const score = countedScore(ratings[competency]);
    return score === undefined ? [] : [{ rater, score, evidence: ratings[competency]?.evidence ?? '' }];
  });
  const withoutEvidence = sheets
    .filter(
      ({ ratings }) =>
        typeof ratings[competency]?.score === 'number' && countedScore(ratings[competency]) === undefined,
    )
    .map(({ rater }) => rater);
  const sorted = scores.map(({ score }) => score).toSorted((a, b) => a - b);
  const spread = sorted.length > 0 ? (sorted.at(-1) ?? 0) - (sorted[0] ?? 0) : undefined;
  const concerns: [Concern, boolean][] = [
    ['bar-not-met', bar?.state === 'not-met'],
    ['bar-split', bar?.state === 'split'],
    ['apart', (spread ?? 0) >= APART],
    ['without-evidence', withoutEvidence.length > 0],
    ['one-rater', scores.length === 1],
    ['not-assessed', scores.length === 0],
  ];
  return {
    competency,
    share,
    scores,
    withoutEvidence,
    median: medianOf(sorted),
    spread,
    concerns: concerns.flatMap(([concern, holds]) => (holds ? [concern] : [])),
  };
}

/** The middle value, or the mean of the two in the middle. */
function medianOf(sorted: readonly number[]): number | undefined {
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function combined(rows: readonly PanelRow[], least: number, most: number): Pick<Panel, 'mean' | 'coverage' | 'range'> {
  let [coverage, total, low, high] = [0, 0, 0, 0];
  for (const { share, scores } of rows) {
    const values = scores.map(({ score }) => score);
    if (values.length > 0) {
      coverage += share;
      total += (share * values.reduce((sum, value) => sum + value, 0)) / values.length;
    }
    low += share * (values.length > 0 ? Math.min(...values) : least);
    high += share * (values.length > 0 ? Math.max(...values) : most);
  }
  if (coverage === 0) return { mean: undefined, coverage, range: undefined };
  return { mean: total / coverage, coverage, range: [low, high] };
}

function leaningOf(rows: readonly WeightedRow[], sheets: readonly Sheet[], index: number) {
  const others = sheets.filter((_, other) => other !== index);
  const differences = rows.flatMap(({ competency }) => {
    const own = countedScore(sheets[index]?.ratings[competency]);
    const theirs = scoresOf(others, competency);
    if (own === undefined || theirs.length === 0) return [];
    return [own - theirs.reduce<number>((sum, score) => sum + score, 0) / theirs.length];
  });
  const sum = differences.reduce((total, difference) => total + difference, 0);
  return { rows: differences.length, leaning: differences.length > 0 ? sum / differences.length : undefined };
}

const ORDER: readonly Concern[] = [
  'bar-not-met',
  'bar-split',
  'apart',
  'without-evidence',
  'one-rater',
  'not-assessed',
];

function byConcern(a: PanelRow, b: PanelRow): number {
  const first = ({ concerns }: PanelRow) => ORDER.findIndex((concern) => concerns.includes(concern));
  return first(a) - first(b) || b.share - a.share;
}
