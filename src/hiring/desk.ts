import type { Random } from '../kit/random.ts';
import { LEAST_CANDIDATES } from '../rubric/drift.ts';
import type { CardScores, Reading } from '../scorecard/card-scores.ts';
import type { ReadScores } from '../scorecard/from-csv.ts';
import { type Choice, type DriftReport, driftReport } from './drift-report.ts';
import { type Figures, hiringFigures } from './figures.ts';
import { type Dated, gather, quartersOf, versionsOf } from './gather.ts';

/** Problems of one source that are named; the others are counted. */
const NAMED = 100;

/** Where scorecards came from. */
export interface Source {
  /** A file's name, or what else it is called; no two sources have the same. */
  readonly name: string;
  readonly cards: readonly CardScores[];
  readonly problems: readonly string[];
}

/** What a person asked for; what they left open is chosen for them. */
export interface Wish extends Partial<Choice> {
  readonly version?: number;
}

/** All that is shown. */
export interface Findings {
  readonly sources: readonly {
    readonly name: string;
    readonly cards: number;
    readonly problems: readonly string[];
    readonly moreProblems: number;
  }[];
  /** Scorecards that count, of all versions. */
  readonly counted: number;
  readonly repeated: number;
  readonly differing: readonly string[];
  readonly undated: readonly string[];
  readonly nameless: readonly string[];
  /** The latest first. */
  readonly versions: readonly { readonly version: number; readonly cards: number }[];
  /** Quarters of the chosen version. */
  readonly quarters: readonly string[];
  /** What is shown; undefined while nothing can be. */
  readonly shown:
    | {
        readonly version: number;
        readonly choice: Choice;
        readonly cards: number;
        readonly candidates: number;
        readonly report: DriftReport;
        readonly figures: readonly Figures[];
      }
    | undefined;
}

/** Adds what was read, under a name that no other source has. */
export function withSource(sources: readonly Source[], name: string, read: ReadScores): Source[] {
  const taken = new Set(sources.map((source) => source.name));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
  return [...sources, { name: free, ...read }];
}

/**
 * Everything that the sources say together.
 *
 * @param random numbers from 0 up to, but not including, 1
 */
export function findingsOf(rubric: Reading, sources: readonly Source[], wish: Wish, random: Random): Findings {
  const { cards, ...rest } = gather(sources.map((source) => source.cards));
  const versions = versionsOf(cards);
  const version = versions.find((one) => one.version === wish.version)?.version ?? versions[0]?.version;
  const compared = cards.filter(({ rubricVersion }) => rubricVersion === version);
  const quarters = quartersOf(compared);
  const after = quarters.find((quarter) => quarter === wish.after) ?? latestWithEnough(compared, quarters);
  const choice = after && { after, before: wish.before ?? 'last' };
  return {
    sources: sources.map(({ name, cards: list, problems }) => ({
      name,
      cards: list.length,
      problems: problems.slice(0, NAMED),
      moreProblems: Math.max(0, problems.length - NAMED),
    })),
    counted: cards.length,
    ...rest,
    versions,
    quarters,
    shown:
      version !== undefined && choice
        ? {
            version,
            choice,
            cards: compared.length,
            candidates: new Set(compared.map(({ candidate }) => candidate)).size,
            report: driftReport(compared, choice, random),
            figures: hiringFigures(rubric, compared),
          }
        : undefined,
  };
}

/** The latest quarter that something can be said of; a quarter that has just begun has a handful of candidates. */
function latestWithEnough(cards: readonly Dated[], quarters: readonly string[]): string | undefined {
  const byQuarter = Map.groupBy(cards, ({ quarter }) => quarter);
  const enough = (quarter: string) =>
    new Set(byQuarter.get(quarter)?.map(({ candidate }) => candidate)).size >= LEAST_CANDIDATES;
  return quarters.findLast(enough) ?? quarters.at(-1);
}
