import type { SampleBlock, SampleRecord } from './record.ts';

/** Versions that matter beside Django's, by topic. */
const BY_TOPIC: Readonly<Record<string, string>> = {
  drf: 'Django REST framework',
  'tasks-queues': 'Celery',
};

/** "1 query", "3 queries". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What happened, in the few words that a reader sees before opening the evidence. */
export function whatHappened(record: SampleRecord, block: SampleBlock): string[] {
  const parts: string[] = [];
  if (block.error) parts.push(`raises ${block.error.type.split('.').at(-1) ?? ''}`);
  if (block.http?.length === 1) parts.push(`${block.http[0]?.method ?? ''} → ${block.http[0]?.status ?? ''}`);
  else if (block.http) parts.push(`${counted(block.http.length, 'request')}: ${statuses(block.http)}`);
  if (block.timeline) {
    const sessions = new Set(block.timeline.map(({ session }) => session)).size;
    const waits = block.timeline.filter(({ waitsFor }) => waitsFor).length;
    parts.push(counted(sessions, 'session'));
    if (waits > 0) parts.push(counted(waits, 'wait'));
    parts.push(...block.timeline.flatMap(({ error }) => /^\w+/.exec(error ?? '')?.[0] ?? []));
  }
  // Where no block of the sample sends a query, that this one sends none says nothing.
  if (block.queryCount && block.queryCount > 0) parts.push(counted(block.queryCount, 'query', 'queries'));
  else if (block.queryCount === 0 && record.blocks.some(({ queryCount = 0 }) => queryCount > 0)) parts.push('no query');
  if (block.plans) parts.push(counted(block.plans.length, 'plan'));
  if (parts.length === 0 && block.output) parts.push('output');
  return parts;
}

/** Names and versions of what the block ran on. */
export function ranOn(record: SampleRecord, block: SampleBlock): string[] {
  const topic = record.sample.split('/')[0] ?? '';
  const database = Boolean(block.queryCount) || block.timeline !== undefined || block.plans !== undefined;
  const names = ['Django', BY_TOPIC[topic], database ? 'PostgreSQL' : undefined];
  return names.flatMap((name) => (name ? [`${name} ${record.versions[name] ?? ''}`] : []));
}

/** Status codes in order, runs of the same one told once: "201, 3 × 429". */
function statuses(calls: NonNullable<SampleBlock['http']>): string {
  const runs: { status: number; times: number }[] = [];
  for (const { status } of calls) {
    const last = runs.at(-1);
    if (last?.status === status) last.times += 1;
    else runs.push({ status, times: 1 });
  }
  return runs.map(({ status, times }) => (times > 1 ? `${times} × ${status}` : String(status))).join(', ');
}
