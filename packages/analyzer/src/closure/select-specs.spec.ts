import { memoryFiles } from '../testing/memory-files.js';
import { selectSpecs, type SpecSelection } from './select-specs.js';

const files = memoryFiles(
  Object.fromEntries(
    [
      'a/src/a.spec.ts',
      'a/src/a.ts',
      'a/src/.hidden/b.test.tsx',
      'a/e2e/c.spec.ts',
      'a/out/d.spec.ts',
      'ab/e.spec.ts',
    ].map((path) => [path, '']),
  ),
);
const NOTHING: SpecSelection = {
  roots: ['a'],
  base: 'a',
  include: [],
  exclude: [],
  includePatterns: [],
  excludePatterns: [],
};
const select = (selection: Partial<SpecSelection>) => selectSpecs({ ...NOTHING, ...selection }, files, '/ws');

it('takes what globs from the base match, dot folders included', () => {
  const include = ['**/*.{test,spec}.?(c|m)[jt]s?(x)'];
  expect(select({ include, exclude: ['**/out/**', 'e2e/**'] })).toEqual([
    'a/src/.hidden/b.test.tsx',
    'a/src/a.spec.ts',
  ]);
});

it('takes what absolute globs match', () => {
  expect(select({ include: ['/ws/a/e2e/**/*.ts'], base: '' })).toEqual(['a/e2e/c.spec.ts']);
});

it('leaves out what a glob with "!" matches', () => {
  expect(select({ include: ['**/*.spec.ts', '!**/out/**', '!**/e2e/**'] })).toEqual(['a/src/a.spec.ts']);
});

it('takes what regular expressions match on absolute paths', () => {
  const includePatterns = ['(/__tests__/.*|(\\.|/)(test|spec))\\.[jt]sx?$'];
  expect(select({ includePatterns, excludePatterns: ['/out/', '/ws/a/e2e/'] })).toEqual([
    'a/src/.hidden/b.test.tsx',
    'a/src/a.spec.ts',
  ]);
});

it('looks only below the roots, and twice at no file', () => {
  expect(select({ include: ['**/*.spec.ts'], base: '', roots: ['a/e2e', 'a'] })).toEqual([
    'a/e2e/c.spec.ts',
    'a/out/d.spec.ts',
    'a/src/a.spec.ts',
  ]);
  expect(select({ include: ['**/*.spec.ts'], base: '', roots: [''] })).toContain('ab/e.spec.ts');
});
