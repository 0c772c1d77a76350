import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import { configuredFiles } from './configured-files.js';

const FILES: WorkspaceFiles = {
  paths: [],
  hashOf: (path) => (path === 'packages/b/vite.config.ts' ? 'h' : undefined),
  contentHash: () => undefined,
  read: () => undefined,
};
const targets = (root: string, found: object) => configuredFiles([{ root, targets: found as never }], FILES);

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
  ['nx:run-commands', { command: 'vitest', cwd: 'packages/b' }, 'vitest packages/b/vite.config.ts in packages/b'],
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

it('knows what a target adds to the command and the environment', () => {
  const command = 'cross-env TZ=UTC vitest run --coverage --environment jsdom --reporter=dot && echo done';
  const options = { command, cwd: 'packages/b', env: { A: '1' } };
  expect(targets('packages/b', { unit: { executor: 'nx:run-commands', options } })).toMatchObject([
    { target: 'unit', args: ['--environment', 'jsdom'], env: { A: '1', TZ: 'UTC' } },
  ]);
});

it('reads scripts of a package.json, which start in its folder', () => {
  const script = { executor: 'nx:run-script', metadata: { scriptContent: 'vitest --typecheck' } };
  expect(targets('packages/b', { test: script })).toMatchObject([
    { path: 'packages/b/vite.config.ts', currentFolder: 'packages/b', args: ['--typecheck'] },
  ]);
});

it('takes the plain target, in whatever order they stand', () => {
  const run = (command: string) => ({ executor: 'nx:run-commands', options: { command, cwd: 'packages/b' } });
  const all = { 'a:debug': run('vitest --mode dev'), test: run('vitest'), coverage: run('vitest --coverage') };
  expect(targets('packages/b', all)).toMatchObject([{ target: 'test', args: [] }]);
  const others = { 'a:debug': all['a:debug'], unit: run('vitest') };
  expect(targets('packages/b', others)).toMatchObject([{ target: 'unit', args: [] }]);
});
