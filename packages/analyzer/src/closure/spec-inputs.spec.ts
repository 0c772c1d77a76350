import { memoryFiles } from '../testing/memory-files.js';
import { compilerConfigs } from './compiler-configs.js';
import { decidingManifests, decidingPart } from './deciding-manifests.js';
import type { ModuleGraph } from './module-graph.js';
import type { ModuleNode } from './module-parts.js';
import { specInputs } from './spec-inputs.js';
import type { Widening } from './widening.js';

const TEXTS = {
  'package.json': '{}',
  'tsconfig.base.json': '{}',
  'a/package.json': '{ "name": "a" }',
  'a/tsconfig.json': '{ /* why */ "extends": "../tsconfig.base", }',
  'a/tsconfig.spec.json': '{ "extends": ["./tsconfig.json", "base/tsconfig"] }',
  'a/jest.config.js': '',
  'a/__mocks__/p.js': '',
  'a/.swcrc': '{}',
  'a/src/a.spec.ts': '',
  'a/src/__snapshots__/a.spec.ts.snap': '',
  'a/src/__snapshots__/other.txt': '',
  'b/b.ts': '',
  'b/deep/c.ts': '',
  'b2/d.ts': '',
};
const files = memoryFiles(TEXTS);
const SUBJECT = {
  spec: 'a/src/a.spec.ts',
  configuration: ['a/jest.config.js'],
  always: ['a/gone.js'],
  mockRoots: ['a'],
  widenings: [],
  packages: [],
  program: [],
  projectOf: (path: string) => path.split('/')[0],
};

/** A graph of these edges; everything else leads nowhere. */
function graphOf(nodes: Readonly<Record<string, Partial<ModuleNode>>>, comparesFiles = false): ModuleGraph {
  const node: ModuleGraph['node'] = (path) => {
    return { path, files: [], reads: [], packages: [], environment: [], widenings: [], ...nodes[path] };
  };
  return {
    ...{ node, configurationNode: node },
    facts: () => ({ comparesFiles }) as ReturnType<ModuleGraph['facts']>,
    mocksBelow: (folder) => (folder === 'a' ? ['a/__mocks__/p.js'] : []),
    findConfig: () => ({ kind: 'found', files: [], packages: [{ name: 'base', folder: 'node_modules/base' }] }),
  };
}

it('counts the spec, its configuration, its snapshot, mocks of packages, and what says how sources are compiled and found', () => {
  const graph = graphOf({ 'a/src/a.spec.ts': { files: ['b/b.ts'] } });
  expect(specInputs(SUBJECT, graph, files)).toMatchObject({
    files: [
      ...['a/.swcrc', 'a/__mocks__/p.js', 'a/jest.config.js', 'a/src/__snapshots__/a.spec.ts.snap', 'a/src/a.spec.ts'],
      ...['a/tsconfig.json', 'a/tsconfig.spec.json', 'b/b.ts', 'tsconfig.base.json'],
    ],
    packages: [{ name: 'base' }],
    manifests: ['a/package.json', 'package.json'],
    wholeFolders: [],
  });
});

it('counts everything beside the snapshot where files are compared', () => {
  expect(specInputs(SUBJECT, graphOf({}, true), files).files).toContain('a/src/__snapshots__/other.txt');
});

it('widens to the projects of the spec and of the reason, not to what only begins alike', () => {
  const widening: Widening = { reason: 'process', extent: 'project', path: 'b/b.ts', line: 1, text: 'spawn' };
  const { files: counted, wholeFolders } = specInputs(
    SUBJECT,
    graphOf({ 'a/src/a.spec.ts': { widenings: [widening] } }),
    files,
  );
  expect(wholeFolders).toEqual(['a', 'b']);
  expect(counted).toContain('b/deep/c.ts');
  expect(counted).not.toContain('b2/d.ts');
});

it('follows what widened files lead to, and their widenings', () => {
  const process: Widening = { reason: 'process', extent: 'project', path: 'b/b.ts', line: 1, text: 'spawn' };
  const deep: Widening = { reason: 'process', extent: 'project', path: 'b2/d.ts', line: 1, text: 'fork' };
  const nodes = {
    'a/src/a.spec.ts': { widenings: [process] },
    'b/deep/c.ts': { files: ['b2/d.ts'], environment: ['DEEP'] },
    'b2/d.ts': { widenings: [deep] },
  };
  expect(specInputs(SUBJECT, graphOf(nodes), files)).toMatchObject({
    wholeFolders: ['a', 'b', 'b2'],
    environment: ['DEEP'],
  });
});

it('widens to the workspace, which holds all projects', () => {
  const widening: Widening = { reason: 'folder', extent: 'workspace', path: 'b/b.ts', line: 1, text: '..' };
  const inputs = specInputs(
    { ...SUBJECT, widenings: [{ ...widening, extent: 'project' }] },
    graphOf({ 'a/src/a.spec.ts': { widenings: [widening] } }),
    files,
  );
  expect(inputs.wholeFolders).toEqual(['']);
  expect(inputs.files).toEqual(Object.keys(TEXTS).sort());
});

it('finds the configurations of compilers above each file, and what they extend', () => {
  const find = graphOf({}).findConfig;
  expect(compilerConfigs(['b/deep/c.ts'], files, find).files).toEqual(['tsconfig.base.json']);
  expect(compilerConfigs(['a/src/a.spec.ts'], files, find)).toEqual({
    files: ['a/.swcrc', 'a/tsconfig.json', 'a/tsconfig.spec.json', 'tsconfig.base.json'],
    packages: [{ name: 'base', folder: 'node_modules/base' }],
  });
});

it('finds what a configuration of Babel extends', () => {
  const texts = { 'a/.babelrc': '{ "extends": "../babel.shared" }', 'babel.shared': '{}', 'a/a.ts': '' };
  expect(compilerConfigs(['a/a.ts'], memoryFiles(texts), graphOf({}).findConfig).files).toEqual([
    ...['a/.babelrc', 'babel.shared'],
  ]);
});

it('finds the configurations to which a tsconfig refers', () => {
  const texts = {
    'a/tsconfig.json':
      '{ "references": [{ "path": "../configs/lib.json" }, { "path": "../b/" }, { "path": 1 }, null] }',
    ...{
      'a/a.ts': '',
      'configs/lib.json': '{ "extends": "./base.json" }',
      'configs/base.json': '{}',
      'b/tsconfig.json': '{}',
    },
  };
  expect(compilerConfigs(['a/a.ts'], memoryFiles(texts), graphOf({}).findConfig).files).toEqual([
    ...['a/tsconfig.json', 'b/tsconfig.json', 'configs/base.json', 'configs/lib.json'],
  ]);
});

it('finds the manifests above, and counts of them what decides', () => {
  expect(decidingManifests(['b/b.ts', 'a/src/a.spec.ts'], files)).toEqual(['a/package.json', 'package.json']);
  const manifest = { name: 'a', version: '1.0.0', type: 'module', scripts: { test: 'x' } };
  expect(decidingPart(JSON.stringify(manifest))).toBe(
    decidingPart(JSON.stringify({ ...manifest, version: '2.0.0', scripts: {} })),
  );
  expect(decidingPart(JSON.stringify(manifest))).not.toBe(
    decidingPart(JSON.stringify({ ...manifest, type: 'commonjs' })),
  );
  expect(decidingPart('{ broken')).toBe('{ broken');
});

it('counts every field of a manifest of which nobody knows that it decides nothing', () => {
  const part = (more: object) => decidingPart(JSON.stringify({ name: 'a', ...more }));
  const seen = ['exports', 'browser', 'jsnext:main', 'postcss', 'svelte', 'babel', 'tool-of-tomorrow'];
  expect(seen.filter((field) => part({ [field]: {} }) === part({}))).toEqual([]);
  expect(part({ dependencies: {}, main: 'b' })).toBe(decidingPart('{ "main": "b", "name": "a", "private": true }'));
});
