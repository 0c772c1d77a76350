import { configuredFiles } from './configured-files.js';

const targets = (root: string, found: object) =>
  configuredFiles({ a: { name: 'a', data: { root, targets: found as never } } });

it.each([
  ['@nx/jest:jest', { jestConfig: 'packages/a/jest.config.ts' }, 'jest packages/a/jest.config.ts in .'],
  ['@nx/jest:jest', { jestConfig: '{projectRoot}/jest.config.ts' }, 'jest packages/a/jest.config.ts in .'],
  ['@nx/vitest:test', { configFile: '{workspaceRoot}/vitest.config.ts' }, 'vitest vitest.config.ts in .'],
  ['nx:run-commands', { command: 'jest -i --config ./jest.e2e.ts' }, 'jest jest.e2e.ts in .'],
  [
    'nx:run-commands',
    { command: 'vitest run --config=vitest.int.ts', cwd: 'packages/a' },
    'vitest packages/a/vitest.int.ts in packages/a',
  ],
  [
    'nx:run-commands',
    { commands: [{ command: 'vitest -c x.ts' }], cwd: '{projectRoot}' },
    'vitest packages/a/x.ts in packages/a',
  ],
  ['nx:run-commands', { command: 'vitest' }, undefined],
  ['nx:run-commands', { command: 'eslint --config x' }, undefined],
  ['@nx/js:tsc', { jestConfig: 'x' }, undefined],
])('%s %j', (executor, options, expected) => {
  const found = targets('packages/a', { test: { executor, options } });
  expect(found.map(({ runner, path, currentFolder }) => `${runner} ${path} in ${currentFolder || '.'}`)).toEqual(
    expected === undefined ? [] : [expected],
  );
});

it('names each configuration once, by path', () => {
  const options = (name: string) => ({ executor: '@nx/jest:jest', options: { jestConfig: name } });
  expect(targets('a', { b: options('b.ts'), a: options('a.ts'), c: options('b.ts') }).map(({ path }) => path)).toEqual([
    'a.ts',
    'b.ts',
  ]);
});
