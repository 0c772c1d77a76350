import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { memoryFiles } from '../testing/memory-files.js';
import { executedClosure } from './executed-closure.js';
import { moduleGraph } from './module-graph.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'crest-executed-')));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** What is found from `a.spec.ts` on. */
function closure(contents: Readonly<Record<string, string>>, splitsModules = true) {
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const files = memoryFiles(contents);
  const graph = moduleGraph(
    files,
    {
      ...{ followsTypes: false, currentFolders: ['.'], root: '.', splitsModules },
      configuration: { modules: new Set(), folders: new Set(), reads: undefined },
      compiler: {
        keepsTypes: false,
        keepsUnusedImports: false,
        emitsMetadata: true,
        jsxImportSources: [],
        helpers: [],
      },
      resolver: {
        ...{ workspaceRoot: root, extensions: ['.ts', '.tsx', '.js'], conditionSets: [['import', 'default']] },
        ...{ mainFieldSets: [['main']], moduleFolders: ['node_modules'], aliases: [] },
      },
    },
    { get: () => undefined, set: () => undefined },
  );
  return executedClosure(['a.spec.ts'], (path) => graph.node(path), files);
}

/** A module with much that would widen, each in a declaration of its own. */
const LIB = `
  import { readFileSync } from 'node:fs';
  import { join } from 'node:path';
  import { spawn } from 'node:child_process';
  export function start(name) { return spawn(name); }
  export const load = (name) => import(name);
  export class Reader { read(name) { return readFileSync(join(process.cwd(), name)); } }
  export const plain = (a) => a + 1;
  export const table = { start, plain };
  export default (name) => start(name);
  export type Name = string;
`;
const OTHER = `export const other = (name) => import(name); export const two = 2;`;
const reasons = (contents: Readonly<Record<string, string>>) =>
  closure({ 'lib.ts': LIB, 'barrel.ts': `export * from './lib'; export * as all from './lib';`, ...contents })
    .widenings.map(({ reason }) => reason)
    .join(' ');

describe('what is in no use does not count', () => {
  it.each([
    [`import { plain } from './lib'; plain(1)`],
    [`import { plain } from './barrel'; plain(1)`],
    [`import { plain as p, type Name } from './barrel'; const n: Name = p(1)`],
    [`import * as lib from './lib'; lib.plain(1); lib['plain'](1); vi.spyOn(lib, 'plain')`],
    [`import * as barrel from './barrel'; barrel.plain(1)`],
    [`import './lib'`],
    [`const { plain } = await import('./lib')`],
    [`const { plain }: typeof import('./lib') = await vi.importActual('./lib')`],
    [`vi.mock('./lib', () => ({ plain: () => 2 }))`],
    [`import { start } from './lib'; let x: ReturnType<typeof start>`],
    [`import { threadId } from 'node:worker_threads'; threadId`],
  ])('%s', (text) => {
    expect(reasons({ 'a.spec.ts': `export {}; ${text}` })).toBe('');
  });
});

describe('whoever may get hold of it lets it count', () => {
  it.each([
    ['by its name', `import { start } from './lib'; start()`, 'process'],
    ['through a barrel', `import { load } from './barrel'; load()`, 'computed-module'],
    ['by another name', `import { Reader as R } from './barrel'; new R()`, 'folder'],
    ['as a value', `import { start } from './lib'; f(start)`, 'process'],
    ['in a list', `import { start } from './lib'; export const all = [start]`, 'process'],
    ['in an object of the module', `import { table } from './lib'; table.start()`, 'process'],
    ['by default', `import run from './lib'; run()`, 'process'],
    ['as default by name', `import { default as run } from './lib'; run()`, 'process'],
    ['passed on as default', `import run from './again'; run()`, 'process'],
    ['a member of a namespace', `import * as lib from './lib'; lib.start()`, 'process'],
    ['a member that is spied on', `import * as lib from './lib'; vi.spyOn(lib, 'start')`, 'process'],
    ['a namespace as a whole', `import * as lib from './lib'; f(lib)`, 'process computed-module folder'],
    ['a computed member', `import * as lib from './lib'; lib[name]()`, 'process computed-module folder'],
    ['a namespace that is exported', `import { all } from './barrel'; all.plain()`, 'process computed-module folder'],
    ['loaded later', `const lib = await import('./lib')`, 'process computed-module folder'],
    ['loaded in part', `const { start } = await import('./lib')`, 'process'],
    ['with a rest', `const { plain, ...rest } = await import('./lib')`, 'process computed-module folder'],
    ['required', `const lib = require('./lib')`, 'process computed-module folder'],
    [
      'mocked by what it is',
      `vi.mock('./lib', async (load) => ({ ...(await load()) }))`,
      'process computed-module folder',
    ],
    ['mocked on its own', `vi.mock('./lib')`, 'process computed-module folder'],
    ['a name that is not there', `import { __get__ } from './lib'; __get__('start')`, 'process computed-module folder'],
    ['read by its path', `rewire('./lib.ts')`, 'process computed-module folder'],
    ['loaded by its name', `rewire('./lib')`, 'process computed-module folder'],
    [
      'loaded by a name that is imported, too',
      `import { plain } from './lib'; plain(rewire('./lib'))`,
      'process computed-module folder',
    ],
    ['one of several that a barrel passes on', `import { start } from './several'; start()`, 'process'],
    [
      'nothing that a barrel passes on',
      `import { __get__ } from './several'; __get__()`,
      'process computed-module folder computed-module',
    ],
    ['beside its types', `import type { Name } from './lib'; import { start } from './lib'; start()`, 'process'],
    ['in a class that extends it', `import { Reader } from './lib'; class B extends Reader {}`, 'folder'],
    ['in a decorated type', `import { Reader } from './lib'; @D class B { constructor(r: Reader) {} }`, 'folder'],
  ])('%s', (_, text, expected) => {
    const again = `import run from './lib'; export { run as default }`;
    const several = { 'several.ts': `export * from './other'; export * from './lib'`, 'other.ts': OTHER };
    expect(reasons({ 'a.spec.ts': `export {}; ${text}`, 'again.ts': again, ...several })).toBe(expected);
  });

  it.each([
    ['a call', `export const x = start()`],
    ['a class with a static block', `export class X { static { start(); } }`],
    ['a static property', `export class X { static y = start(); }`],
    ['a computed name', `export class X { [start()]() {} }`],
    ['a decorator', `@start export class X {}`],
    ['what a class extends', `export class X extends start() {}`],
    ['a spread', `export const x = [...start()]`],
    ['a text', 'export const x = `${start()}`'],
    ['a getter', `export const x = start.y`],
    ['a pattern', `export const { x } = start`],
    ['a statement', `start()`],
    ['an enum', `export enum X { A = start() }`],
    ['a set of something', `export const x = new Set(start)`],
    ['a map of getters', `export const x = new Map([{ get 0() { return start() } }])`],
    ['a class of its own name', `class Set { constructor() { start() } } export const x = new Set([])`],
    ['an assignment', `let x; x = start; export { x }`],
  ])('when it is loaded: %s', (_, text) => {
    const module = `import { start } from './lib'; ${text}`;
    expect(reasons({ 'a.spec.ts': `import { unused } from './x'; import './x'`, 'x.ts': module })).toBe('process');
  });
});

it.each([
  ['CommonJS', `exports.go = () => start()`],
  ['eval', `const go = () => start(); export const x = (text) => eval(text)`],
  ['a module that is assigned', `const go = () => start(); export = go`],
])('does not tell apart the parts of %s', (_, text) => {
  expect(reasons({ 'a.spec.ts': `import './x'`, 'x.ts': `import { start } from './lib'; ${text}` })).toContain(
    'process',
  );
});

it('takes everything that is imported for what may stand behind JSX', () => {
  const contents = {
    'a.spec.ts': `import { A } from './a'; A()`,
    'a.tsx': `/** @jsx start */ import { start, plain } from './lib'; export const A = () => <b />; export const B = start;`,
  };
  expect(reasons(contents)).toBe('process');
  expect(reasons({ ...contents, 'a.spec.ts': `import './a'` })).toBe('');
});

it('follows only what is executed of modules that are loaded later', () => {
  const contents = {
    'a.spec.ts': `import { one } from './b'; one()`,
    'b.ts': `export const one = () => import('./c'); export const two = () => import('./d');`,
    'c.ts': `export {}`,
    'd.ts': `export {}`,
  };
  expect(closure(contents).files).toEqual(['a.spec.ts', 'b.ts', 'c.ts']);
  expect(closure(contents, false).files).toEqual(['a.spec.ts', 'b.ts', 'c.ts', 'd.ts']);
});

it('counts files, variables and positions where they are used', () => {
  const contents = {
    'a.spec.ts': `import { one } from './b'; one()`,
    'b.ts': `const NAME = './one.json';
      export const one = () => [NAME, process.env.ONE];
      export const two = (e) => ['./two.json', process.env.TWO, e.stack];`,
    'one.json': '1',
    'two.json': '2',
  };
  const uses = { 'a.spec.ts': `import { two } from './b'; two()` };
  const found = closure(contents);
  expect(found).toMatchObject({ asWritten: ['one.json'], environment: ['ONE'], seesPositions: false });
  expect(found.files).not.toContain('two.json');
  expect(closure({ ...contents, ...uses })).toMatchObject({
    ...{ asWritten: ['two.json'], environment: ['TWO'], seesPositions: true },
  });
});

it('takes everything where what transforms modules is not known', () => {
  const contents = { 'a.spec.ts': `import { plain } from './lib'; plain(1)`, 'lib.ts': LIB };
  expect(closure(contents, false).widenings.map(({ reason }) => reason)).toContain('process');
  expect(closure(contents).widenings).toEqual([]);
});

it('ends where modules lead to each other, and where chains are longer than the stack', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [
      `m${String(index)}.ts`,
      `export { x } from './m${String(index + 1)}'; export * from './m${String(index)}'`,
    ]),
  );
  const contents = {
    'a.spec.ts': `import { x } from './m0'; x()`,
    'm300.ts': `export const x = () => import(y)`,
    ...chain,
  };
  expect(closure(contents).widenings).toHaveLength(1);
});
