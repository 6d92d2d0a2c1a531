import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
const allowed = read('package.json')['allowScripts'] as Record<string, boolean>;
const packages = read('package-lock.json')['packages'] as Record<string, { hasInstallScript?: boolean }>;
/** Packages that want to run something when they are installed. */
const wanting = new Set(
  Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, '')),
);

it('every package that runs a script when it is installed is named in allowScripts, with yes or no', () => {
  expect(wanting.size).toBeGreaterThan(0);
  expect([...wanting].filter((name) => typeof allowed[name] !== 'boolean')).toEqual([]);
});

it('allowScripts names no package that has no such script', () => {
  expect(Object.keys(allowed).filter((name) => !wanting.has(name))).toEqual([]);
});
