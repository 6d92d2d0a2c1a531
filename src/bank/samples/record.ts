import { z } from 'astro/zod';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A statement as the driver sent it, laid out in lines. */
const query = z.strictObject({
  sql: z.string().min(1),
  /** Alias of the database, where it is not `default`. */
  database: z.string().optional(),
  /** Statements of this shape, where a long list was folded. */
  times: z.int().min(2).optional(),
  /** BEGIN, COMMIT, SAVEPOINT and their like: shown, not counted. */
  transaction: z.literal(true).optional(),
});

/** One call of a test client and what it got. */
const exchange = z.strictObject({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  status: z.int(),
  responseHeaders: z.record(z.string(), z.string()),
  responseBody: z.string().optional(),
});

/** One line of a timeline: a session sent a statement, or something happened to it. */
const step = z.strictObject({
  session: z.string(),
  sql: z.string().optional(),
  event: z.string().optional(),
  /** Names of the sessions whose locks it waits for. */
  waitsFor: z.string().optional(),
  error: z.string().optional(),
});

const block = z.strictObject({
  name: slug,
  language: z.enum(['python', 'django', 'bash', 'sql', 'ini', 'yaml']),
  code: z.string().min(1),
  /** What was run, where the block shows something else than that. */
  ran: z.string().optional(),
  output: z.string().optional(),
  /** Queries sent, without those that steer transactions. */
  queryCount: z.int().nonnegative().optional(),
  queries: z.array(query).optional(),
  error: z.strictObject({ type: z.string(), message: z.string() }).optional(),
  http: z.array(exchange).optional(),
  plans: z.array(z.string()).optional(),
  timeline: z.array(step).optional(),
});

/** What one sample did when it ran; written by the samples' own recorder, never by hand. */
export const recordSchema = z.strictObject({
  /** `<topic>/<slug>` */
  sample: z.string(),
  /** The test module, from the samples' folder. */
  module: z.string(),
  moduleDigest: digest,
  lockDigest: digest,
  versions: z.record(z.string(), z.string()),
  blocks: z.array(block).min(1),
});

/** The last whole run: its day, its versions, and the files that every sample leans on. */
export const runSchema = z.strictObject({
  date: z.iso.date(),
  versions: z.record(z.string(), z.string()),
  shared: z.record(z.string(), digest),
});

export type SampleRecord = z.infer<typeof recordSchema>;
export type SampleBlock = SampleRecord['blocks'][number];
export type SampleRun = z.infer<typeof runSchema>;
