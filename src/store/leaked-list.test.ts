import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { forgetLeaked, keepLeaked, readLeaked } from './leaked-list.ts';

/** What a browser's storage does, as far as the list needs it: entries are properties of its own. */
const METHODS = {
  getItem(this: Record<string, string>, key: string) {
    return this[key] ?? null;
  },
  setItem(this: Record<string, string>, key: string, value: string) {
    this[key] = value;
  },
  removeItem(this: Record<string, string>, key: string) {
    Reflect.deleteProperty(this, key);
  },
};

let storage: Record<string, string> & typeof METHODS;
beforeEach(() => {
  storage = Object.create(METHODS) as typeof storage;
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('keeps marks until they are taken off, beside what else lies there', () => {
  storage['dig-theme'] = 'dark';
  keepLeaked({ id: 'orm/lost-update', since: '2026-11-30' });
  keepLeaked({ id: 'drf/slow-serializer' });
  expect(readLeaked()).toEqual([{ id: 'drf/slow-serializer' }, { id: 'orm/lost-update', since: '2026-11-30' }]);
  forgetLeaked('drf/slow-serializer');
  expect(readLeaked().map(({ id }) => id)).toEqual(['orm/lost-update']);
  expect(storage['dig-theme']).toBe('dark');
});

it('takes a mark whose value is garbage for a mark without a day, and an id that is none for nothing', () => {
  for (const [id, value] of [
    ['orm/a', 'null'],
    ['orm/b', '{"version":9,"since":7}'],
    ['orm/c', '{'],
    ['<img src=x>', '{}'],
    ['__proto__', '{}'],
  ] as const) {
    storage[`django-interview-guide/leaked/${id}`] = value;
  }
  expect(readLeaked()).toEqual([{ id: 'orm/a' }, { id: 'orm/b' }, { id: 'orm/c' }]);
});

it.each([
  ['SecurityError', 'blocked'],
  ['QuotaExceededError', 'full'],
  ['UnknownError', 'failed'],
])('gives the browser’s %s a name: %s', (name, trouble) => {
  vi.stubGlobal('localStorage', {
    setItem: () => {
      throw new DOMException('no', name);
    },
  });
  expect(() => keepLeaked({ id: 'orm/a' })).toThrow(expect.objectContaining({ trouble }));
});
