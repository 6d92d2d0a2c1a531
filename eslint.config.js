import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist*/', '.astro/', 'node_modules/', 'content/', 'test-results/', '.samples/'] },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // Only `astro check` knows the types of imported components.
    files: ['src/pages/data/**/*.ts', 'src/components/authored.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-argument': 'off' },
  },
  // Scripts inside components are checked by `astro check`; here only by what needs no types.
  ...astro.configs.recommended,
  {
    files: ['**/*.astro/*.ts', '*.astro/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
