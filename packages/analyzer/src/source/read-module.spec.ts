import { readModule } from './read-module.js';

const facts = (text: string, path = 'src/a.spec.ts') => readModule(path, text);
const references = (text: string, path?: string) =>
  facts(text, path).references.map(({ kind, specifier }) => `${kind} ${specifier}`);
const paths = (text: string) => facts(text).paths.map(({ base, path, open }) => `${base} ${path}${open ? '*' : ''}`);
const unknowns = (text: string) => facts(text).unknowns.map(({ what, text: shown }) => `${what}: ${shown}`);

describe('what a module imports', () => {
  it.each([
    [`import './a'`, 'import ./a'],
    [`import a, { b as c } from "./a"`, 'import ./a'],
    [`import * as a from './a'`, 'import ./a'],
    [`import json from './a.json' with { type: 'json' }`, 'import ./a.json'],
    [`export * from './a'`, 'import ./a'],
    [`export * as n from './a'`, 'import ./a'],
    [`export { a } from './a'`, 'import ./a'],
    [`import type { A } from './a'`, 'type ./a'],
    [`export type { A } from './a'`, 'type ./a'],
    [`import { type A } from './a'`, 'import ./a'],
    [`import a = require('./a')`, 'require ./a'],
    [`import type a = require('./a')`, 'type ./a'],
    [`type A = import('./a').A`, 'type ./a'],
    [`let a: typeof import('./a')`, 'type ./a'],
    [`f<import('./a').A>()`, 'type ./a'],
    [`declare module './a' { export interface A { b: import('./b').B } }`, 'type ./a|type ./b'],
    [`/// <reference path="a.d.ts" />`, 'type ./a.d.ts'],
    [`/// <reference types="vitest" />`, 'type vitest'],
    [`await import('./a')`, 'import ./a'],
    [`await import(\`./a\`)`, 'import ./a'],
    [`await import('./a' as any)`, 'import ./a'],
    [`const name = './a'; await import(name)`, 'import ./a'],
    [`const a = require('./a')`, 'require ./a'],
    [`const a = require(('./a'))`, 'require ./a'],
    [`const a = require<any>('./a')`, 'require ./a'],
    ['const a = `${require("./a")}`', 'require ./a'],
    [`x = /["']/.test(y) ? require('./a') : 0`, 'require ./a'],
    [`require.resolve('./a')`, 'require ./a'],
    [`import.meta.resolve('./a')`, 'import ./a'],
    [`jest.mock('./a', () => require('./b'))`, 'mock ./a|require ./b'],
    [`vi.mock(import('./a'))`, 'import ./a'],
    [`jest.requireActual<typeof import('./a')>('./a')`, 'mock ./a|type ./a'],
    [`vitest.importActual('./a')`, 'mock ./a'],
    [`import { jest as j } from '@jest/globals'; j.mock('./a')`, 'import @jest/globals|mock ./a'],
    [
      `import { createRequire } from 'module'; const r = createRequire(import.meta.url); r('./a')`,
      'import module|require ./a',
    ],
    [`createRequire(import.meta.url)('./a')`, 'require ./a'],
    [`class A { @Dec(() => require('./a')) b!: import('./b').B }`, 'require ./a|type ./b'],
  ])('%s', (text, expected) => {
    expect(references(text).sort().join('|')).toBe(expected.split('|').sort().join('|'));
    expect(facts(text).unknowns).toEqual([]);
  });

  it('takes no method for a module', () => {
    expect(references(`obj.require('./a'); factory.mock('./b' + x); map.import?.('./c')`)).toEqual([]);
  });

  it('reads JSX, and does not take text in it for code', () => {
    expect(
      references(`import a from './a'; export const b = <p title="x">require('./b') {import('./c')}</p>`, 'a.tsx'),
    ).toEqual(['import ./a', 'import ./c']);
  });

  it('knows where a reference stands', () => {
    expect(facts(`\n\n/* why */ import './a';\n`).references).toEqual([
      { kind: 'import', specifier: './a', line: 3, erasable: true },
    ]);
  });

  it('finds the environment that a test asks for, under all names that it may have', () => {
    expect(references(`/**\n * @jest-environment jsdom\n */\nlet a`)).toEqual([
      'mock jsdom',
      'mock jest-environment-jsdom',
      'mock vitest-environment-jsdom',
    ]);
    expect(references(`let a\n// @vitest-environment ./mine`)).toContain('mock ./mine');
  });

  it('reads of broken text what can be read', () => {
    expect(references(`import './a'; const = {{ import './b'`)).toContain('import ./a');
  });
});

describe('what cannot be told', () => {
  it.each([
    [`import(x)`, 'import: import(x)'],
    ['import(`${x}/a`)', 'import: import(`${x}/a`)'],
    [`require(x)`, 'require: require(x)'],
    [`(0, require)('./a')`, 'require: require'],
    [`const load = require`, 'require: require'],
    [`createRequire(join(process.cwd(), 'x'))('./a')`, `require: createRequire(join(process.cwd(), 'x'))`],
    [`jest.mock(name)`, 'mock: jest.mock(name)'],
    [`import.meta.glob(pattern)`, 'glob: import.meta.glob(pattern)'],
    [`f({ ...process.env })`, 'environment: process.env'],
    [`process.env[name]`, 'environment: process.env'],
  ])('%s', (text, expected) => {
    expect(unknowns(text)).toEqual([expected]);
  });

  it.each(['typeof require', 'require.main === module', 'delete require.cache[x]'])('but not for %s', (text) => {
    expect(unknowns(text)).toEqual([]);
  });
});

describe('paths that a module builds', () => {
  const url = `import { fileURLToPath } from 'node:url'; import path, { dirname, join, resolve } from 'node:path';`;
  it.each([
    [`join(__dirname, 'fixtures', 'a.json')`, 'module fixtures/a.json'],
    [`path.join(__dirname, '../fixtures')`, 'module ../fixtures'],
    [`path.posix.join(__dirname, './b', '../c')`, 'module c'],
    [`join(__dirname, '..', name)`, 'module ..*'],
    [`join(__dirname, 'fixtures', name, 'a')`, 'module fixtures*'],
    [`join(__dirname, \`fix-\${name}\`)`, 'module fix-*'],
    ['`${__dirname}/data/${name}.json`', 'module data*'],
    [`__dirname + '/a.txt'`, 'module a.txt'],
    [`new URL('./a.txt', import.meta.url)`, 'module a.txt'],
    [`fileURLToPath(new URL('../a.txt', import.meta.url).href)`, 'module ../a.txt'],
    [`dirname(fileURLToPath(import.meta.url))`, 'module '],
    [`const here = dirname(fileURLToPath(import.meta.url)); f(join(here, 'a'))`, 'module a'],
    [`const __dirname = dirname(fileURLToPath(import.meta.url)); f(\`\${__dirname}/a\`)`, 'module a'],
    [`const here = import.meta.dirname; const data = join(here, 'data'); f(join(data, x))`, 'module data*'],
    [`export const here = join(__dirname, 'a')`, 'module a'],
    [`const here = __dirname; export { here }`, 'module '],
    [`f({ root: __dirname })`, 'module '],
    [`process.cwd()`, 'cwd '],
    [`resolve('a', 'b')`, 'cwd a/b'],
    [`resolve(x, 'b')`, 'cwd *'],
    [`resolve(x, __dirname, 'b')`, 'module b'],
    [`join('a', 'b')`, 'cwd a/b'],
    [`import { workspaceRoot as root } from '@nx/devkit'; f(join(root, 'packages', name))`, 'cwd packages*'],
    [`dirname(__dirname)`, 'module ..'],
    [`dirname(dirname(__dirname))`, 'module ../..'],
    [`await import(join(__dirname, 'a.mjs'))`, 'module a.mjs'],
    ['await import(`./locales/${name}.js`)', 'module locales*|cwd locales*'],
    [
      `for (const d of ds) { const p = join(__dirname, d); f(p) } { const p = join(__dirname, 'q') }`,
      'module *|module q',
    ],
  ])('%s', (text, expected) => {
    expect(paths(url + text).join('|')).toBe(expected);
  });

  it('takes names of files in calls of node:fs from the current folder', () => {
    expect(paths(`import { readFileSync } from 'fs'; readFileSync('a.json')`)).toEqual(['cwd a.json']);
    expect(paths(`import fs from 'node:fs'; fs.promises.readdir('data'); fs.mkdirSync('out')`)).toEqual(['cwd data']);
    expect(paths(`import * as fse from 'fs-extra'; fse.readJson('x/' + name)`)).toEqual(['cwd x*', 'module x*']);
  });

  it('does not count a path twice', () => {
    expect(paths(`import { join } from 'path'; const a = join(__dirname, 'a'); f(a); g(a)`)).toEqual(['module a']);
  });

  it('keeps strings that may be paths, and takes those that are known in part from everywhere', () => {
    const text = `f('data/a b.json', 'x.txt', './größe.json', 'app/[id]/page.tsx', 'https://a.b/c', 'word', '../', \`z/\${n}\`, 'src/')`;
    expect(facts(text).pathLikeStrings).toEqual([
      './größe.json',
      'app/[id]/page.tsx',
      'data/a b.json',
      'src/',
      'x.txt',
    ]);
    expect(paths(text)).toEqual(['module z*', 'cwd z*']);
  });
});

describe('paths that are only held against others', () => {
  const path = `import path, { join, relative, sep } from 'path';`;
  it.each([
    [`relative(process.cwd(), file)`, ''],
    [`path.posix.relative(__dirname, file)`, ''],
    [`relative(file, join(__dirname, 'a'))`, 'module a'],
    [`file === process.cwd() || __dirname !== file`, ''],
    [`file.startsWith(process.cwd()) && list.includes(__dirname)`, ''],
    [`file.replace(process.cwd(), '<cwd>')`, ''],
    [`file.replace(process.cwd(), (found) => found)`, 'cwd '],
    [`file.split(process.cwd())`, 'cwd '],
    [`const cwd = process.cwd(); f(relative(cwd, x)); if (x === cwd) g()`, ''],
    [`const cwd = process.cwd(); f(relative(cwd, x)); g(cwd)`, 'cwd '],
    [`const at = process.cwd().split(sep).join('/'); x.startsWith(at)`, ''],
    ['const SEP = /[/\\\\]/g; const at = process.cwd().split(SEP).join("/"); f(at)', 'cwd '],
    [`f(join(__dirname, 'a').replaceAll('\\\\', '/'))`, 'module a'],
    ['f(join(__dirname, "a").replace(/\\\\/g, "/"))', 'module a'],
  ])('%s', (text, expected) => {
    expect(paths(path + text).join('|')).toBe(expected);
    expect(unknowns(path + text)).toEqual([]);
  });

  it.each([
    `process.cwd().split('/').slice(1).join('/')`,
    `const parts = __dirname.split('/'); parts.join('/')`,
    `__dirname.split('/').join('-')`,
    `__dirname.split('-').join('/')`,
    `__dirname.replace('a', 'b')`,
  ])('but may be made another: %s', (text) => {
    expect(facts(path + text).unknowns.map(({ what }) => what)).toEqual(['path']);
  });
});

describe('what a hurried reader would miss', () => {
  const path = `import path, { join } from 'path'; import { readFileSync } from 'fs';`;
  it.each([
    ['computed but known', `import('./' + 'x')`, { references: ['import ./x'] }],
    [
      'a path as a specifier, which may lack its extension',
      `${path} require(join(__dirname, 'x'))`,
      { references: ['import path', 'import fs', 'require ./x'] },
    ],
    ['an open mock', 'jest.requireActual(`./svc-${n}`)', { paths: ['module svc-*', 'cwd svc-*'] }],
    ['an open mock of a package', 'vi.mock(`@acme/${n}`)', { unknowns: ['mock'] }],
    ['a parameter called require', `function boot(require) {} require('./x')`, { references: ['require ./x'] }],
    [
      'createRequire in a variable',
      `let r = createRequire(import.meta.url); r('./x')`,
      { references: ['require ./x'] },
    ],
    [
      'createRequire from elsewhere',
      `const r = createRequire(process.cwd() + '/x'); r('./x')`,
      { unknowns: ['require'] },
    ],
    [
      'createRequire by another name',
      `import { createRequire as cr } from 'module'; cr(file)('./x')`,
      { unknowns: ['require'] },
    ],
    [
      'module.require',
      `module.require('./x'); require.main.require('./y')`,
      { references: ['require ./x'], unknowns: ['require'] },
    ],
    [
      'a path in a text',
      `${path} const a = 'header' + readFileSync(join(__dirname, '..', 'f.txt'))`,
      { paths: ['module ../f.txt'] },
    ],
    [
      'a path in a path',
      `${path} join(__dirname, readFileSync(join(__dirname, 'name')))`,
      { paths: ['module *', 'module name'] },
    ],
    ['import equals', `import p = require('path'); p.join(__dirname, '..', 'f')`, { paths: ['module ../f'] }],
    [
      'posix by another name',
      `import { posix as p } from 'path'; p.join(__dirname, '..', 'f')`,
      { paths: ['module ../f'] },
    ],
    ['require in a function', `() => { const p = require('path'); p.join(__dirname, 'f') }`, { paths: ['module f'] }],
    ['one function of it', `const j = require('path').join; j(__dirname, 'f')`, { paths: ['module f'] }],
    ['a list that is joined', `[__dirname, 'x', 'f'].join('/')`, { paths: ['module x/f'] }],
    [
      'up again behind what is not known',
      `${path} join(__dirname, v, '..', '..', 'shared')`,
      { paths: ['module ../..*'] },
    ],
    [
      'looking in all folders above',
      `${path} let dir = __dirname; while (x) dir = path.dirname(dir)`,
      { unknowns: ['path'] },
    ],
    ['a method of a path', `__filename.replace('.spec.ts', '.json')`, { unknowns: ['path'] }],
    ['import.meta as a whole', `const { dirname } = import.meta`, { unknowns: ['path'] }],
    ['the path of the test', `dirname(expect.getState().testPath)`, { unknowns: ['path'] }],
    [
      'a default beside the environment',
      `${path} const { DATA = join(__dirname, 'f') } = process.env`,
      { paths: ['module f'] },
    ],
    ['the environment of process', `const { env } = process; env.FEATURE`, { unknowns: ['environment'] }],
    [
      'a name that an import has, too',
      `import { file } from './config'; require(file); () => { const file = './a' }`,
      { unknowns: ['require'] },
    ],
    ['a neighbour of the folder', `__dirname + '-fixtures/x'`, { paths: ['module ..*'] }],
    ['a glob with a base', `import.meta.glob('./*.ts', { base: '../b' })`, { unknowns: ['glob'] }],
  ])('%s', (_, text, expected: { references?: string[]; paths?: string[]; unknowns?: string[] }) => {
    if (expected.references)
      expect(references(text).filter((found) => !found.endsWith(' module'))).toEqual(expected.references);
    if (expected.paths) expect(paths(text)).toEqual(expected.paths);
    expect(facts(text).unknowns.map(({ what }) => what)).toEqual(expected.unknowns ?? []);
  });

  it('sees positions through patterns and texts', () => {
    expect(facts(`const { stack } = error`).seesPositions).toBe(true);
    expect(facts(`error['stack']`).seesPositions).toBe(true);
  });

  it('does not fail on what is nested deeper than the stack', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(facts(deep).unknowns).toHaveLength(1);
  });
});

describe('the environment', () => {
  it.each([
    [`process.env.CI`, ['CI']],
    [`process.env['CI'] ?? process.env.TZ`, ['CI', 'TZ']],
    [`const { CI, TZ: zone = 'UTC' } = process.env`, ['CI', 'TZ']],
    [`'CI' in process.env`, ['CI']],
    [`import { env } from 'node:process'; env.CI`, ['CI']],
    [`import.meta.env.VITE_A`, ['VITE_A']],
    [`const NAME = 'CI'; process.env[NAME]`, ['CI']],
  ])('%s', (text, names) => {
    expect(facts(text)).toMatchObject({ environment: names, unknowns: [] });
  });
});

describe('globs', () => {
  it('keeps the patterns as they are written', () => {
    expect(facts(`import.meta.glob('./a/*.ts'); import.meta.glob(['./b/*', '!./b/x'], { eager: true })`).globs).toEqual(
      [
        { patterns: ['./a/*.ts'], line: 1 },
        { patterns: ['./b/*', '!./b/x'], line: 1 },
      ],
    );
  });
});

it('knows who sees positions in the source', () => {
  expect(facts(`expect(error.stack).toContain('a')`).seesPositions).toBe(true);
  expect(facts(`const stack = []; stack.push(1)`).seesPositions).toBe(false);
  expect(facts(`onError((_, { componentStack }) => log(componentStack))`).seesPositions).toBe(true);
  expect(facts(`import { captureOwnerStack } from 'react'; log(captureOwnerStack())`).seesPositions).toBe(true);
});

describe('whether others see its types without naming it', () => {
  it.each([
    ['a script', `const a = 1`, true],
    ['a global declaration', `export {}; declare global { const a: 1 }`, true],
    ['an augmentation', `import 'p'; declare module 'p' { const a: 1 }`, true],
    ['a library for all', `/// <reference lib="dom" />\nexport {}`, true],
    ['types for all', `/// <reference types="node" />\nexport {}`, true],
    ['a module', `import 'p'; export declare const a: 1; declare namespace B {}`, false],
  ])('%s', (_, text, expected) => {
    expect(facts(text).declaresForAll).toBe(expected);
  });
});
