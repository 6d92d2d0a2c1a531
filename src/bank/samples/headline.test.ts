import { describe, expect, it } from 'vitest';

import { ranOn, whatHappened } from './headline.ts';
import type { SampleBlock, SampleRecord } from './record.ts';

const block = (fields: Partial<SampleBlock>): SampleBlock => ({
  name: 'one',
  language: 'python',
  code: 'x',
  ...fields,
});
const record = (sample: string, ...blocks: SampleBlock[]): SampleRecord => ({
  sample,
  module: 'orm/test_x.py',
  moduleDigest: '',
  lockDigest: '',
  versions: { Django: '5.2.19', 'Django REST framework': '3.18.3', PostgreSQL: '17.10' },
  blocks,
});
const call = (status: number) => ({ method: 'POST', path: '/', status, responseHeaders: {} });
const happened = (fields: Partial<SampleBlock>) =>
  whatHappened(record('orm/x', block(fields)), block(fields)).join(' · ');

describe('what a reader sees before opening the evidence', () => {
  it.each<[string, Partial<SampleBlock>]>([
    ['1 query', { queryCount: 1 }],
    ['11 queries', { queryCount: 11, output: 'x' }],
    [
      'raises IntegrityError · 1 query',
      { queryCount: 1, error: { type: 'django.db.utils.IntegrityError', message: '' } },
    ],
    ['POST → 409', { http: [call(409)] }],
    ['4 requests: 201, 3 × 429', { http: [call(201), call(429), call(429), call(429)] }],
    ['1 plan', { queryCount: 0, plans: ['Seq Scan'] }],
    ['output', { output: 'Anna' }],
    ['', { queryCount: 0 }],
    [
      '2 sessions · 1 wait · OperationalError',
      {
        timeline: [
          { session: 'Anna', sql: 'UPDATE a', waitsFor: 'Boris' },
          { session: 'Boris', sql: 'UPDATE b', error: 'OperationalError: deadlock detected' },
        ],
      },
    ],
  ])('%s', (expected, fields) => expect(happened(fields)).toBe(expected));

  it('says that a block sends no query where another of the sample does', () => {
    const built = block({ queryCount: 0 });
    expect(whatHappened(record('orm/x', built, block({ name: 'two', queryCount: 2 })), built)).toEqual(['no query']);
  });
});

describe('versions', () => {
  it('names PostgreSQL only where the database took part, and a topic’s own framework', () => {
    const [quiet, busy] = [block({ output: 'x', queryCount: 0 }), block({ queryCount: 2 })];
    expect(ranOn(record('orm/x', quiet), quiet)).toEqual(['Django 5.2.19']);
    expect(ranOn(record('drf/x', busy), busy)).toEqual([
      'Django 5.2.19',
      'Django REST framework 3.18.3',
      'PostgreSQL 17.10',
    ]);
  });
});
