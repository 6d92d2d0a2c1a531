import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Unit tests beside the code; `tests/` needs the built site and is run by Playwright.
    include: ['src/**/*.test.{ts,tsx}', 'tests/{bench,built,exercises}/**/*.test.ts'],
    restoreMocks: true,
  },
});
