import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Unit tests beside the code; `tests/` needs the built site and is run by Playwright.
    include: ['src/**/*.test.{ts,tsx}', 'tests/{bench,built,exercises,rebuilt}/**/*.test.ts'],
    restoreMocks: true,
    // A busy machine is no failure; how long things take is for the benchmarks.
    testTimeout: 60_000,
  },
});
