import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { moduleGraph, type GraphSettings } from './module-graph.js';
import { closureOf, pathTo } from './spec-closure.js';
import type { WorkspaceFiles } from './workspace-files.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'crest-closure-')));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Writes files; those below `node_modules` and `dist` are there, but none of the workspace's own. */
function workspace(contents: Readonly<Record<string, string | object>>): WorkspaceFiles {
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const paths = Object.keys(contents)
    .filter((path) => !/node_modules\/|dist\//.test(path))
    .sort();
  return {
    paths,
    hashOf: (path) => (paths.includes(path) ? path : undefined),
    contentHash: (path) => path,
    read: (path) => {
      const file = join(root, path);
      return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
    },
  };
}

function graphOf(
  files: WorkspaceFiles,
  settings: Partial<GraphSettings> = {},
  resolver: Partial<GraphSettings['resolver']> = {},
) {
  return moduleGraph(
    files,
    {
      followsTypes: false,
      currentFolders: ['packages/a'],
      root: 'packages/a',
      splitsModules: true,
      configuration: { modules: new Set(), folders: new Set(), reads: undefined },
      compiler: {
        keepsTypes: true,
        keepsUnusedImports: false,
        emitsMetadata: false,
        jsxImportSources: ['react'],
        helpers: [],
      },
      ...settings,
      resolver: {
        workspaceRoot: root,
        extensions: ['.ts', '.tsx', '.js', '.json'],
        conditionSets: [
          ['import', 'node', 'default'],
          ['require', 'node', 'default'],
        ],
        mainFieldSets: [['main']],
        moduleFolders: ['node_modules'],
        aliases: [],
        ...resolver,
      },
    },
    { get: () => undefined, set: () => undefined },
  );
}

function closure(
  contents: Readonly<Record<string, string | object>>,
  ...settings: [Partial<GraphSettings>?, Partial<GraphSettings['resolver']>?]
) {
  const files = workspace(contents);
  const graph = graphOf(files, ...settings);
  return closureOf(['packages/a/a.spec.ts'], (path) => graph.node(path), files);
}
const SPEC = 'packages/a/a.spec.ts';

it('follows imports from file to file, once each, circles included', () => {
  const { files, widenings } = closure({
    [SPEC]: `import { b } from './b.js'; b()`,
    'packages/a/b.ts': `export * from './c'; export * from './d'`,
    'packages/a/c/index.ts': `export * from '../b'`,
    'packages/a/d.tsx': `export const d = 1`,
    'packages/a/unused.ts': ``,
  });
  expect(files).toEqual([SPEC, 'packages/a/b.ts', 'packages/a/c/index.ts', 'packages/a/d.tsx']);
  expect(widenings).toEqual([]);
});

it('leaves out what only types need, unless types decide', () => {
  const contents = {
    [SPEC]: `import { T } from './t'; import type { U } from './u'; let a: T & U & import('./v').V`,
    ...{ 'packages/a/t.ts': '', 'packages/a/u.ts': '', 'packages/a/v.d.ts': '' },
  };
  expect(closure(contents).files).toEqual([SPEC]);
  expect(closure(contents, { followsTypes: true }).files).toEqual([
    SPEC,
    'packages/a/t.ts',
    'packages/a/u.ts',
    'packages/a/v.d.ts',
  ]);
});

it('finds workspace packages through their links, with the conditions of the runner', () => {
  const contents = {
    [SPEC]: `import { b } from '@x/b'; b()`,
    'packages/b/package.json': {
      name: '@x/b',
      exports: { '.': { source: './src/index.ts', import: './dist/index.mjs' } },
    },
    'packages/b/src/index.ts': '',
  };
  mkdirSync(join(root, 'node_modules/@x'), { recursive: true });
  symlinkSync('../../packages/b', join(root, 'node_modules/@x/b'));
  const found = closure(contents, {}, { conditionSets: [['source', 'import']] });
  expect(found.files).toEqual([SPEC, 'packages/b/src/index.ts']);
  expect(closure(contents).widenings).toMatchObject([
    { reason: 'unresolved-module', text: '@x/b', path: SPEC, line: 1 },
  ]);
});

it('takes what the paths of a tsconfig lead to, nested and extended ones too', () => {
  const { files } = closure({
    [SPEC]: `import '@x/b'; import '~/c'`,
    'tsconfig.base.json': { compilerOptions: { paths: { '@x/b': ['./packages/b/index.ts'] } } },
    'packages/a/tsconfig.json': {
      extends: '../../tsconfig.base.json',
      compilerOptions: { paths: { '@x/b': ['../b/index.ts'], '~/*': ['./src/*'] } },
    },
    'packages/b/index.ts': '',
    'packages/a/src/c.ts': '',
  });
  expect(files).toEqual(['packages/a/a.spec.ts', 'packages/a/src/c.ts', 'packages/b/index.ts']);
});

it('takes what only another tsconfig beside the source, or above, leads to', () => {
  const { files } = closure(
    {
      [SPEC]: `import type { T } from '#t'; import { b } from '@b'; b()`,
      'packages/a/tsconfig.json': {},
      'packages/a/tsconfig.spec.json': { compilerOptions: { paths: { '#t': ['../t/t.ts'] } } },
      'tsconfig.paths.json': { compilerOptions: { paths: { '@b': ['./packages/b/b.ts'] } } },
      ...{ 'packages/t/t.ts': 'export type T = 1', 'packages/b/b.ts': '' },
    },
    { followsTypes: true },
  );
  expect(files).toEqual([SPEC, 'packages/b/b.ts', 'packages/t/t.ts']);
});

it('looks without a tsconfig where that cannot be read', () => {
  const { files, packages } = closure({
    [SPEC]: `import './b'; import 'p'`,
    'packages/a/tsconfig.json': { extends: './gone.json' },
    'packages/a/b.ts': '',
    'node_modules/p/package.json': { name: 'p', main: './main.js' },
    'node_modules/p/main.js': '',
  });
  expect(files).toEqual([SPEC, 'packages/a/b.ts']);
  expect(packages).toEqual([{ name: 'p', folder: 'node_modules/p' }]);
});

it('replaces what the runner replaces, whole or in part', () => {
  const contents = {
    [SPEC]: `import '@x/b/deep'; import '~/c'; import './style.css'`,
    ...{
      'packages/b/deep.ts': '',
      'packages/a/src/c.ts': '',
      'packages/a/style-mock.js': '',
      'packages/a/style.css': '',
    },
  };
  const aliases = [
    { pattern: /^@x\/b\/(.*)$/, replacements: [`${root}/packages/b/$1`], whole: true },
    { pattern: /^~/, replacements: [`${root}/packages/a/src`], whole: false },
    { pattern: /\.css/, replacements: [`${root}/packages/a/style-mock.js`], whole: true },
  ];
  expect(closure(contents, {}, { aliases }).files).toEqual([
    SPEC,
    'packages/a/src/c.ts',
    'packages/a/style-mock.js',
    'packages/b/deep.ts',
  ]);
});

it('reads what is read: files, folders, and what begins like a path', () => {
  const { files, widenings } = closure({
    [SPEC]: `import { join } from 'node:path'; f(join(__dirname, 'data/x.json'), join(__dirname, 'cases', name)); g('texts/y.txt')`,
    ...{ 'packages/a/data/x.json': '', 'packages/a/data/other.json': '', 'packages/a/texts/y.txt': '' },
    ...{ 'packages/a/cases/1.txt': '', 'packages/a/cases/deep/2.ts': `import '../../dep'`, 'packages/a/dep.ts': '' },
  });
  expect(files).toEqual([
    SPEC,
    ...[
      'packages/a/cases/1.txt',
      'packages/a/cases/deep/2.ts',
      'packages/a/data/x.json',
      'packages/a/dep.ts',
      'packages/a/texts/y.txt',
    ],
  ]);
  expect(widenings).toMatchObject([{ reason: 'folder', extent: 'folder', line: 1, text: 'cases…' }]);
});

it('takes a folder that the configuration states for no folder that it reads', () => {
  const contents = {
    [SPEC]: `import './b'`,
    'packages/a/b.ts': `export const config = { alias: join(__dirname, 'src'), as: './src', data: join(__dirname, 'data') }; import { join } from 'path'`,
    ...{ 'packages/a/src/c.ts': '', 'packages/a/data/d.ts': '' },
  };
  const configuration = {
    modules: new Set(['packages/a/b.ts']),
    folders: new Set(['packages/a/src']),
    reads: undefined,
  };
  expect(closure(contents, { configuration }).files).toEqual([SPEC, 'packages/a/b.ts', 'packages/a/data/d.ts']);
});

it('tells what is read as it is written from what is only executed', () => {
  const files = workspace({
    [SPEC]: `import './b'; readFileSync('./b.ts'); f('./c.ts'); import.meta.glob('./d.ts')`,
    ...{ 'packages/a/b.ts': '', 'packages/a/c.ts': `import './e'`, 'packages/a/d.ts': '', 'packages/a/e.ts': '' },
  });
  const graph = graphOf(files);
  const { asWritten } = closureOf([SPEC], (path) => graph.node(path), files);
  expect(asWritten).toEqual(['packages/a/b.ts', 'packages/a/c.ts']);
});

it('counts as written what is asked for with a query, and all that a glob with one finds', () => {
  const { asWritten } = closure({
    [SPEC]: `import text from './b.ts?raw'; f(text); import './c'; import.meta.glob('./d.ts', { query: '?raw' }); import.meta.glob('./e.ts', { eager: true })`,
    ...{ 'packages/a/b.ts': '', 'packages/a/c.ts': '', 'packages/a/d.ts': '', 'packages/a/e.ts': '' },
  });
  expect(asWritten).toEqual(['packages/a/b.ts', 'packages/a/d.ts']);
});

it('expands globs, from the module or from the root', () => {
  const { files } = closure({
    [SPEC]: `import.meta.glob(['./m/*.ts', '/n/**/*.ts', '!**/*.skip.ts'])`,
    ...{
      'packages/a/m/1.ts': '',
      'packages/a/m/2.skip.ts': '',
      'packages/a/m/3.js': '',
      'packages/a/n/x/4.ts': '',
      'n/5.ts': '',
    },
  });
  expect(files).toEqual([SPEC, 'packages/a/m/1.ts', 'packages/a/n/x/4.ts']);
});

it('counts mocks beside a module, and those of packages wherever they lie', () => {
  const { files } = closure({
    [SPEC]: `import './b'; import 'p'; import 'node:fs'`,
    ...{
      'packages/a/b.ts': '',
      'packages/a/__mocks__/b.ts': `import '../c'`,
      'packages/a/c.ts': '',
      'packages/a/__mocks__/d.ts': '',
    },
    ...{
      '__mocks__/p.js': '',
      '__mocks__/fs.js': '',
      'node_modules/p/index.js': '',
      'node_modules/p/package.json': '{}',
    },
  });
  expect(files).toEqual([
    ...['__mocks__/fs.js', '__mocks__/p.js'],
    ...['packages/a/__mocks__/b.ts', SPEC, 'packages/a/b.ts', 'packages/a/c.ts'],
  ]);
});

it('knows which mocks may stand for a package that others load', () => {
  const files = workspace({
    ...{ 'src/axios.ts': '', 'src/__mocks__/axios.ts': '', 'src/api.ts': '', 'src/__mocks__/api.ts': '' },
    ...{ 'src/__mocks__/@x/y.ts': '', 'test/__mocks__/z.ts': '', 'node_modules/axios/index.js': '' },
  });
  const graph = graphOf(files);
  expect(graph.mocksBelow('src')).toEqual(['src/__mocks__/@x/y.ts', 'src/__mocks__/axios.ts']);
  expect(graph.mocksBelow('test')).toEqual(['test/__mocks__/z.ts']);
});

it('reads the scripts of components, and what style sheets import', () => {
  const { files } = closure({
    [SPEC]: `import App from './App.vue'; App()`,
    'packages/a/App.vue': `<script setup lang="ts">\nimport b from './b'\n</script>\n<template><img src="./logo.svg" /></template>\n<style>@import './s';</style>`,
    ...{ 'packages/a/b.ts': '', 'packages/a/logo.svg': '' },
  });
  expect(files).toEqual(['packages/a/App.vue', SPEC, 'packages/a/b.ts', 'packages/a/logo.svg']);
});

it('tells where and why more counts than is known', () => {
  const { widenings, environment } = closure({
    [SPEC]: `import './b'\nimport './gone'`,
    'packages/a/b.ts': `import { spawn } from 'node:child_process'\nawait import(name)\nspawn(process.env.SHELL, { env: process.env })`,
  });
  expect(widenings.map(({ reason, extent, path, line }) => `${reason} ${extent} ${path}:${line}`)).toEqual([
    'unresolved-module project packages/a/a.spec.ts:2',
    'process project packages/a/b.ts:1',
    'computed-module project packages/a/b.ts:2',
    'environment nothing packages/a/b.ts:3',
  ]);
  expect(environment).toEqual(['SHELL']);
});

it('goes through what tasks have made, and tells it apart', () => {
  const { files, outputs } = closure({
    [SPEC]: `import '../b/dist/index.js'`,
    'packages/b/dist/index.js': `require('./chunk.js'); require('../../c/c.json')`,
    'packages/b/dist/chunk.js': '',
    'packages/c/c.json': '',
  });
  expect(files).toEqual([SPEC, 'packages/c/c.json']);
  expect(outputs).toEqual(['packages/b/dist/chunk.js', 'packages/b/dist/index.js']);
});

it('counts the package that the compiler imports for JSX', () => {
  const contents = { [SPEC]: `import { A } from './a'; A()`, 'packages/a/a.tsx': `export const A = () => <p />` };
  for (const name of ['react', 'preact']) {
    mkdirSync(join(root, 'node_modules', name), { recursive: true });
    writeFileSync(join(root, 'node_modules', name, 'package.json'), `{ "name": "${name}" }`);
    writeFileSync(join(root, 'node_modules', name, 'jsx-runtime.js'), '');
  }
  expect(closure(contents).packages.map(({ name }) => name)).toEqual(['react']);
  const other = { ...contents, 'packages/a/a.tsx': `/** @jsxImportSource preact */\nexport const A = () => <p />` };
  expect(closure(other).packages.map(({ name }) => name)).toEqual(['preact']);
});

it('counts what the compiler imports into every module, where it is installed beside the module', () => {
  mkdirSync(join(root, 'packages/b/node_modules/tslib'), { recursive: true });
  writeFileSync(join(root, 'packages/b/node_modules/tslib/package.json'), '{ "name": "tslib" }');
  writeFileSync(join(root, 'packages/b/node_modules/tslib/index.js'), '');
  const contents = { [SPEC]: `import { b } from '../b/b'; b()`, 'packages/b/b.ts': 'export async function b() {}' };
  const compiler = {
    ...{ keepsTypes: false, keepsUnusedImports: false, emitsMetadata: false },
    ...{ jsxImportSources: [], helpers: ['tslib'] },
  };
  const { packages, widenings } = closure(contents, { compiler });
  expect(packages).toEqual([{ name: 'tslib', folder: 'packages/b/node_modules/tslib' }]);
  expect(widenings).toEqual([]);
  expect(closure(contents, { compiler: { ...compiler, helpers: [] } }).packages).toEqual([]);
});

it('counts the package that a component is made for', () => {
  mkdirSync(join(root, 'node_modules/svelte'), { recursive: true });
  writeFileSync(join(root, 'node_modules/svelte/package.json'), '{ "name": "svelte" }');
  writeFileSync(join(root, 'node_modules/svelte/index.js'), '');
  const contents = { [SPEC]: `import A from './A.svelte'; A()`, 'packages/a/A.svelte': '<p>a</p>' };
  expect(closure(contents).packages.map(({ name }) => name)).toEqual(['svelte']);
});

it('shows by which way a file came in', () => {
  const graph = graphOf(
    workspace({
      [SPEC]: `import './b'; import './c'`,
      'packages/a/b.ts': `import './c'`,
      'packages/a/c.ts': `import './d'`,
      'packages/a/d.ts': '',
    }),
  );
  expect(pathTo('packages/a/d.ts', [SPEC], (path) => graph.node(path))).toEqual([
    SPEC,
    'packages/a/c.ts',
    'packages/a/d.ts',
  ]);
});

describe('a module of the configuration that was watched while it was resolved', () => {
  const CONFIG = 'packages/a/vitest.config.ts';
  const contents = {
    [CONFIG]: `import { join } from 'node:path'; import './helper'
      export default { dir: './src', files: ['./setup.ts'], all: readdirSync(join(__dirname, 'data', name)) }`,
    'packages/a/helper.ts': `export const root = findUp(import.meta)`,
    'packages/a/setup.ts': '',
    'packages/a/src/a.ts': '',
    ...{ 'packages/a/data/one.json': '', 'packages/a/data/two.json': '' },
  };
  const nodeUnder = (reads: ReadonlySet<string> | undefined) => {
    const configuration = { modules: new Set([CONFIG, 'packages/a/helper.ts']), folders: new Set<string>(), reads };
    return graphOf(workspace(contents), { configuration });
  };

  it('leads to what it read in folders, and to files that it names', () => {
    const graph = nodeUnder(new Set(['packages/a/data/one.json']));
    expect(graph.configurationNode(CONFIG)).toMatchObject({
      files: ['packages/a/data/one.json', 'packages/a/helper.ts', 'packages/a/setup.ts'],
      widenings: [],
    });
    expect(graph.configurationNode('packages/a/helper.ts').widenings).toEqual([]);
  });

  it('leads to all that it may read where a test executes it, or something of it is executed later', () => {
    const everything = ['packages/a/data/one.json', 'packages/a/data/two.json', 'packages/a/src/a.ts'];
    expect(nodeUnder(new Set()).node(CONFIG).files).toEqual(expect.arrayContaining(everything));
    expect(nodeUnder(new Set()).node('packages/a/helper.ts').widenings).toMatchObject([{ reason: 'computed-path' }]);
    expect(nodeUnder(undefined).configurationNode(CONFIG).files).toEqual(expect.arrayContaining(everything));
  });
});

it('finds declarations beside JavaScript where types decide', () => {
  const contents = {
    [SPEC]: `import './b.js'; import 'p'`,
    ...{ 'packages/a/b.js': '', 'packages/a/b.d.ts': '' },
    ...{ 'node_modules/p/package.json': { name: 'p', main: 'p.js' }, 'node_modules/p/p.js': '' },
    'node_modules/@types/p/package.json': { name: '@types/p', types: 'index.d.ts' },
    'node_modules/@types/p/index.d.ts': 'export {}',
  };
  expect(closure(contents).files).toEqual([SPEC, 'packages/a/b.js']);
  const { files, packages } = closure(contents, { followsTypes: true });
  expect(files).toEqual([SPEC, 'packages/a/b.d.ts', 'packages/a/b.js']);
  expect(packages.map(({ name }) => name)).toEqual(['@types/p', 'p']);
});
