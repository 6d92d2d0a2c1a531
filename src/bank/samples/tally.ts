import type { SampleRecord } from './record.ts';

/** How much the samples show. */
export interface Tally {
  readonly samples: number;
  readonly blocks: number;
  /** Queries sent, by one thread or by sessions; BEGIN, COMMIT and their like are not counted. */
  readonly queries: number;
}

const STEERS = /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET CONSTRAINTS)\b/;

/** Counts samples, their blocks, and the queries that those sent. */
export function tally(records: Iterable<SampleRecord>): Tally {
  const all = [...records];
  const blocks = all.flatMap((record) => record.blocks);
  const queries = blocks.map(
    ({ queryCount = 0, timeline = [] }) =>
      queryCount + timeline.filter(({ sql }) => sql !== undefined && !STEERS.test(sql)).length,
  );
  return { samples: all.length, blocks: blocks.length, queries: queries.reduce((sum, count) => sum + count, 0) };
}
