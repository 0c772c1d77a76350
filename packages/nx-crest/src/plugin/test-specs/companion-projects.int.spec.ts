import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ProjectConfiguration } from '../../nx/devkit.js';
import { useJestWorkspaces } from '../../testing/jest-workspace.js';
import { spawnSync } from 'node:child_process';

const workspace = useJestWorkspaces();

/** As the plugin finds them, in a process of its own: it starts others beside its compiled module. */
function companions(option: object = {}, nxJson: object = {}): Readonly<Record<string, ProjectConfiguration>> {
  const { root } = workspace;
  const listed = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/^(node_modules|\.nx)/.test(path) && statSync(join(root, path)).isFile())
    .map((path) => ({ file: relative('', path).split('\\').join('/'), hash: String(statSync(join(root, path)).size) }));
  const input = {
    ...{ workspaceRoot: root, nxJson, listed, cacheFolder: join(root, '.nx'), taken: ['taken-specs'] },
    option: { projects: ['*'], target: 'test-specs', suffix: '-specs', ...option },
  };
  const script = `require(${JSON.stringify(workspace.module('plugin/test-specs/remembered-companions'))})
    .rememberedCompanions(${JSON.stringify(input)}).then((found) => {
      const compilers = Object.keys(require.cache).filter((path) => /node_modules.(typescript|oxc-)/.test(path));
      if (compilers.length > 0) throw new Error('a compiler is loaded: ' + compilers[0]);
      console.log(JSON.stringify(found));
    })`;
  const done = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as Readonly<Record<string, ProjectConfiguration>>;
}
const targetsOf = (found: ReturnType<typeof companions>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.values(found).map(({ name = '', targets = {} }) => [name, Object.keys(targets)]));

beforeEach(() => {
  workspace.write({
    'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }),
    'jest.preset.js': `module.exports = { testMatch: ['**/*.test.js'] };`,
    'packages/a/package.json': JSON.stringify({ name: '@ws/a', scripts: { test: 'jest' }, nx: { tags: ['fast'] } }),
    'packages/a/jest.config.js': `module.exports = { preset: '../../jest.preset.js' };`,
    'packages/a/src/a.test.js': '',
    'packages/b/project.json': JSON.stringify({
      name: 'b',
      targets: {
        unit: { executor: '@nx/jest:jest', options: { jestConfig: 'packages/b/jest.unit.js' }, dependsOn: ['gen'] },
      },
    }),
    'packages/b/jest.unit.js': `module.exports = { preset: '../../jest.preset.js' };`,
    'packages/b/b.test.js': '',
    // Neither described nor named by the workspaces: no project.
    'fixtures/c/package.json': JSON.stringify({ name: 'c' }),
    'fixtures/c/jest.config.js': 'module.exports = {};',
    'fixtures/c/c.test.js': '',
  });
});

it('each project with specs has a companion, by the rules of Nx for what a project is', () => {
  expect(targetsOf(companions())).toEqual({
    '@ws/a-specs': ['test-specs--src/a.test.js', 'test-specs'],
    'b-specs': ['test-specs--b.test.js', 'test-specs'],
  });
});

it('only those that are asked for, under the names that are asked for', () => {
  expect(targetsOf(companions({ projects: ['tag:fast'], target: 'spec', suffix: '.specs' }))).toEqual({
    '@ws/a.specs': ['spec--src/a.test.js', 'spec'],
  });
  expect(targetsOf(companions({ projects: ['!b', '*'].reverse() }))).not.toHaveProperty('b-specs');
});

it('a spec waits for what the plain target waits for, by the target itself or by the defaults', () => {
  const dependsOn = (nxJson: object, root: string, target: string) =>
    companions({}, nxJson)[`${root}/.crest/specs`]?.targets?.[target]?.dependsOn;
  expect(dependsOn({}, 'packages/b', 'test-specs--b.test.js')).toEqual([{ projects: ['b'], target: 'gen' }]);
  const nxJson = { targetDefaults: { test: { dependsOn: ['^build'] } } };
  expect(dependsOn(nxJson, 'packages/a', 'test-specs--src/a.test.js')).toEqual(['^build']);
});

it('what configurations share is among the inputs', () => {
  const target = companions()['packages/a/.crest/specs']?.targets?.['test-specs--src/a.test.js'];
  expect(target?.inputs).toEqual([
    ...[
      '{workspaceRoot}/packages/a/**/*',
      '^default',
      '{workspaceRoot}/jest.preset.js',
      '{workspaceRoot}/package.json',
    ],
  ]);
});

it('a configuration that cannot be read leaves the others alone', () => {
  workspace.write({ 'packages/b/jest.unit.js': 'nonsense(' });
  expect(targetsOf(companions())).toMatchObject({
    '@ws/a-specs': ['test-specs--src/a.test.js', 'test-specs'],
    'b-specs': ['test-specs--jest.unit.js', 'test-specs'],
  });
});

it('a name that is taken gets a number', () => {
  workspace.write({ 'packages/d/project.json': JSON.stringify({ name: 'b-specs' }) });
  expect(Object.keys(targetsOf(companions()))).toEqual(['@ws/a-specs', 'b-specs-2']);
});

it('what nothing has changed for is not made again; what has, is', () => {
  const before = targetsOf(companions());
  const stored = () => JSON.parse(workspace.read('.nx/nx-crest-companions.json')) as { readonly companions: object };
  const marked = { ...stored(), companions: { marked: { root: 'marked', name: 'marked' } } };
  workspace.write({ '.nx/nx-crest-companions.json': JSON.stringify(marked) });
  expect(Object.keys(targetsOf(companions()))).toEqual(['marked']);
  workspace.write({ 'packages/a/src/b.test.js': '' });
  expect(targetsOf(companions())['@ws/a-specs']).toContain('test-specs--src/b.test.js');
  workspace.write({ '.nx/nx-crest-companions.json': JSON.stringify({ ...stored(), companions: marked.companions }) });
  expect(Object.keys(targetsOf(companions()))).toEqual(['marked']);
  workspace.write({ 'jest.preset.js': `module.exports = { testMatch: ['**/src/a.test.js'] };` });
  expect(targetsOf(companions())).toEqual({ '@ws/a-specs': before['@ws/a-specs'] });
});
