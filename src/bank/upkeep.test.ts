import { expect, it } from 'vitest';

import { productSchema } from './schemas/versions.ts';
import { overdue, withMovedSources } from './upkeep.ts';

const source = (version: string) => ({ title: 'Docs', url: `https://docs.djangoproject.com/en/${version}/topics/db/` });
const question = (
  id: string,
  reviewed: string,
  versions: string[] = ['5.2'],
  status: 'active' | 'retired' = 'active',
) => ({
  id,
  reviewed,
  status,
  sources: versions.map(source),
});
const django = productSchema.parse({
  id: 'django',
  name: 'Django',
  versions: ['5.2', '6.1'],
  documentation: 'https://docs.djangoproject.com/en/<version>/',
});

it('names the questions whose check is past twelve months, the oldest first', () => {
  const questions = [
    question('orm/b', '2025-11-19'),
    question('orm/fresh', '2025-11-20'),
    question('orm/a', '2025-11-19'),
    question('orm/oldest', '2024-01-01'),
    question('orm/retired', '2024-01-01', ['5.2'], 'retired'),
  ];
  expect(overdue(questions, '2026-11-20').map(({ id }) => id)).toEqual(['orm/oldest', 'orm/a', 'orm/b']);
  expect(overdue(questions, '2024-06-01')).toEqual([]);
});

it('names the sources that were read in a version that is no longer current', () => {
  const questions = [
    question('orm/current', '2026-11-20', ['5.2', '6.1']),
    question('orm/moved', '2026-11-20', ['5.2', '6.0', '4.2']),
    question('orm/retired', '2026-11-20', ['4.2'], 'retired'),
  ];
  const found = withMovedSources(questions, [django]);
  expect(found.map(({ question: { id }, moved }) => [id, moved.map(({ version }) => version)])).toEqual([
    ['orm/moved', ['6.0', '4.2']],
  ]);
  expect(withMovedSources(questions, [])).toEqual([]);
});
