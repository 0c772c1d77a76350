import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Size limits and the purity rules that the layer check cannot see. Reasons are in CONTRIBUTING.md. */
export default tseslint.config(
  { ignores: ['**/dist/**', '**/tmp/**', '**/.nx/**', '**/node_modules/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['packages/*/tsconfig.spec.json', 'e2e/*/tsconfig.spec.json'] } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'max-depth': ['error', 4],
      complexity: ['error', 12],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // A core that reads the clock or the environment is not a function of its input.
    files: ['packages/core/src/**/*.ts', 'packages/formats/src/**/*.ts', 'packages/nx-crest/src/report/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    rules: {
      'no-restricted-globals': ['error', 'Date', 'process', 'console', 'performance', 'setTimeout', 'setInterval'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take a seeded generator as an argument.' },
      ],
    },
  },
  {
    // A row loads its reader when it is asked for; an import at the top would load them all.
    files: ['packages/formats/src/registry.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off', '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // Loops that run millions of times read typed arrays as `row[i] ?? 0`, twice as fast as a call that checks; the rule
    // counts each of these as a branch.
    files: ['packages/core/src/schedule/{generation,search,simulation}/*.ts'],
    rules: { complexity: ['error', 30] },
  },
  {
    files: ['**/*.spec.ts', '**/testing/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        module: 'writable',
        require: 'readonly',
        exports: 'writable',
        __dirname: 'readonly',
        setTimeout: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
