import { describe, expect, it } from 'vitest';

import { matchesFilter, readFilter, writeFilter } from './filter.ts';

const item = { topic: 'orm', kind: 'scenario', competency: 'database', levels: 'mid senior', minutes: '8' };

describe('the catalogue filter', () => {
  it.each([
    [{}, true],
    [{ topic: 'orm', level: 'mid' }, true],
    [{ topic: 'orm', level: 'junior' }, false],
    [{ minutes: '8' }, true],
    [{ minutes: '5' }, false],
    [{ kind: 'concept' }, false],
    [{ competency: 'database', kind: 'scenario' }, true],
  ])('%o passes an item: %s', (filter, passes) => {
    expect(matchesFilter(filter, item)).toBe(passes);
  });

  it('survives the way into the address and back', () => {
    const filter = { topic: 'orm', level: 'mid', kind: '', competency: '', minutes: '10' };
    const address = writeFilter(filter, {
      pathname: '/guide/questions/',
      search: '?kind=design&ref=mail',
      hash: '#orm',
    });
    expect(address).toBe('/guide/questions/?ref=mail&topic=orm&level=mid&minutes=10#orm');
    expect(readFilter(new URL(address, 'https://example.org').search)).toEqual(filter);
  });

  it('leaves a clean address when nothing is filtered', () => {
    expect(writeFilter({}, { pathname: '/questions/', search: '?topic=orm', hash: '' })).toBe('/questions/');
  });
});
