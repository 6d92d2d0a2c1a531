import { describe, expect, it } from 'vitest';

import { type Product, productSchema } from './schemas/versions.ts';
import { exampleOf, standingOf, versionsInWords } from './versions.ts';

const product = (fields: object): Product => productSchema.parse(fields);
const django = product({
  id: 'django',
  name: 'Django',
  versions: ['5.2', '6.1'],
  documentation: 'https://docs.djangoproject.com/en/<version>/',
  below: 'https://docs.djangoproject.com/',
});
const postgresql = product({
  id: 'postgresql',
  name: 'PostgreSQL',
  versions: ['15', '16'],
  documentation: 'https://www.postgresql.org/docs/<version>/',
  unversioned: ['https://www.postgresql.org/docs/release/'],
});
const celery = product({ id: 'celery', name: 'Celery', versions: ['5'] });

describe('a source', () => {
  it.each([
    ['https://docs.djangoproject.com/en/5.2/topics/db/', 'current', '5.2'],
    ['https://docs.djangoproject.com/en/6.1/', 'current', '6.1'],
    ['https://docs.djangoproject.com/en/4.2/topics/db/', 'moved', '4.2'],
    // Newer than one that is supported, and not supported itself.
    ['https://docs.djangoproject.com/en/6.0/releases/6.0/#models', 'moved', '6.0'],
    ['https://docs.djangoproject.com/en/6.2/', 'ahead', '6.2'],
    ['https://docs.djangoproject.com/en/10.0/', 'ahead', '10.0'],
    ['https://www.postgresql.org/docs/9/', 'moved', '9'],
    ['https://www.postgresql.org/docs/17/', 'ahead', '17'],
  ])('at %s is %s', (url, state, version) => {
    expect(standingOf(url, [celery, django, postgresql])).toMatchObject({ state, version });
  });

  it.each([
    'https://docs.djangoproject.com/en/stable/topics/db/',
    'https://docs.djangoproject.com/en/dev/',
    'https://docs.djangoproject.com/en/5/',
    'https://docs.djangoproject.com/de/5.2/',
    'https://docs.djangoproject.com/en/5.2',
    'https://www.postgresql.org/docs/current/ddl.html',
  ])('at %s names no version', (url) => {
    expect(standingOf(url, [celery, django, postgresql])?.state).toBe('unpinned');
  });

  it.each([
    'https://www.postgresql.org/docs/release/17.0/',
    'https://www.postgresql.org/about/licence/',
    'https://docs.celeryq.dev/en/stable/',
    'https://example.org/en/5.2/',
  ])('at %s has no versions to name', (url) => {
    expect(standingOf(url, [celery, django, postgresql])).toBeUndefined();
  });
});

it('has words for messages and pages', () => {
  expect(exampleOf(django)).toBe('https://docs.djangoproject.com/en/5.2/…');
  expect(versionsInWords(postgresql)).toBe('15 and 16');
  expect(versionsInWords(celery)).toBe('5');
});
