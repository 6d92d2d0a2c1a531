import { expect, it } from 'vitest';

import type { Listed } from '../../kit/catalogue.ts';
import type { Draft } from '../../kit/draft.ts';
import { fromFragment } from '../../kit/link.ts';
import { checkKit } from './check-kit.ts';

const question = (id: string, fields: Partial<Listed> = {}): Listed => ({
  id,
  url: `/questions/${id}/`,
  title: `What is \`${id}\`?`,
  kind: 'concept',
  competency: 'database',
  levels: ['mid'],
  minutes: 10,
  status: 'active',
  ...fields,
});
const bank = [
  question('orm/a'),
  question('orm/b', { formerly: ['orm/old-b'] }),
  question('orm/c'),
  question('drf/alone', { competency: 'http-api' }),
];
const kit = (...ids: string[]): Draft => ({
  level: 'mid',
  role: 'generalist',
  stage: 'technical-interview',
  minutes: 60,
  seed: 'A',
  opening: { minutes: 3 },
  questions: ids.map((id) => ({ id, minutes: 12 })),
  candidateQuestions: { minutes: 5 },
  close: { minutes: 2 },
});
const check = (draft: Draft, ...leaked: string[]) =>
  checkKit(
    draft,
    leaked.map((id) => ({ id })),
    bank,
    '/guide/',
  );

it('has nothing to say of a kit that asks nothing on the list', () => {
  expect(check(kit('orm/a', 'drf/alone'), 'orm/b')).toBeUndefined();
  expect(check(kit('orm/a'))).toBeUndefined();
});

it('names what is leaked, under today’s id, and leads to the kit with a parallel question', () => {
  const found = check(kit('orm/a', 'orm/old-b'), 'orm/old-b');
  expect(found?.leaked).toEqual(['What is orm/b?']);
  expect(found?.advice).toMatch(/^The bank has a parallel question:/);
  const [address, fragment = ''] = found?.builder?.split('#') ?? [];
  expect(address).toBe('/guide/kits/builder/');
  expect(fromFragment(fragment)).toEqual({ draft: kit('orm/a', 'orm/c') });
});

it('says which question no parallel one is left for', () => {
  const some = check(kit('orm/a', 'drf/alone'), 'orm/a', 'drf/alone');
  expect(some?.advice).toBe('No parallel question is left for: What is drf/alone?');
  expect(some?.builder).toContain('ask=orm/b.12,drf/alone.12');
  const none = check(kit('drf/alone'), 'drf/alone');
  expect(none?.advice).toMatch(/^The bank has no parallel question left for it:/);
  expect(none?.builder).toBeUndefined();
});
