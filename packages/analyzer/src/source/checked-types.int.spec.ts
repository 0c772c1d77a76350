import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { moduleGraph } from '../closure/module-graph.js';
import { specDigest } from '../closure/spec-digest.js';
import { specInputs } from '../closure/spec-inputs.js';
import { programOf } from './program-of.js';

const SPEC = 'a/a.spec.ts';
const BEFORE: Readonly<Record<string, string>> = {
  [SPEC]: `import { used } from './used'; import { given } from 'p'; export const sum: number = used + given + base + extra.n
// @ts-expect-error nobody declares it
late`,
  'a/used.ts': `export const used: number = 1; export const deep: DeepOnly = 1`,
  'a/globals.d.ts': `declare const base: number; declare type DeepOnly = number`,
  'a/augments.ts': `import type { Extra } from './extra'; declare global { const extra: Extra } declare module 'p' { export const given: number } export {}`,
  'a/extra.ts': `export interface Extra { n: number }`,
  'a/other.ts': `export const other: number = 1`,
  'a/other.spec.ts': `import { other } from './other'; export const again = other`,
  'a/tsconfig.json': `{ "include": ["**/*.ts"], "compilerOptions": { "types": [] } }`,
  'node_modules/p/package.json': `{ "name": "p", "version": "1.0.0", "types": "index.d.ts" }`,
  'node_modules/p/index.d.ts': `export {}`,
  'node_modules/g/package.json': `{ "name": "g", "version": "1.0.0", "types": "index.d.ts" }`,
  'node_modules/g/index.d.ts': `declare global { const late: string } export {}`,
};

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'crest-types-')));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(contents: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** As ts-jest has it: the first files are those of the tsconfig apart from tests, then those that are transformed. */
function complaints(paths: readonly string[], transformed: readonly string[]): readonly string[] {
  const first = paths.filter((path) => /^a\/.*\.ts$/.test(path) && !path.endsWith('.spec.ts'));
  const names = [...new Set([...first, ...transformed])].map((path) => join(root, path));
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ strict: true, skipLibCheck: true, types: [], lib: ['lib.es2022.d.ts'] }),
    getScriptFileNames: () => names,
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) =>
      ts.sys.fileExists(file) ? ts.ScriptSnapshot.fromString(readFileSync(file, 'utf8')) : undefined,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: (file) => ts.sys.readFile(file),
    directoryExists: (folder) => ts.sys.directoryExists(folder),
    getDirectories: (folder) => ts.sys.getDirectories(folder),
  });
  return transformed.flatMap((path) => {
    const file = join(root, path);
    const found = [...service.getSemanticDiagnostics(file), ...service.getSyntacticDiagnostics(file)];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  });
}

/** What the compiler says of what the spec executes, and the key under which that is kept. */
function look(contents: Readonly<Record<string, string>>): { readonly said: readonly string[]; readonly key: string } {
  write(contents);
  const paths = Object.keys(contents)
    .filter((path) => !path.startsWith('node_modules/'))
    .sort();
  const read = (path: string) => contents[path];
  const files = {
    paths,
    hashOf: (path: string) => (paths.includes(path) ? read(path) : undefined),
    contentHash: read,
    read,
  };
  const graph = moduleGraph(
    files,
    {
      followsTypes: true,
      splitsModules: true,
      ...{ currentFolders: ['a'], root: 'a' },
      configuration: { modules: new Set(), folders: new Set(), reads: undefined },
      compiler: {
        keepsTypes: true,
        keepsUnusedImports: false,
        emitsMetadata: false,
        jsxImportSources: ['react'],
        helpers: [],
      },
      resolver: {
        workspaceRoot: root,
        ...{ extensions: ['.ts', '.js'], conditionSets: [['require', 'default']], mainFieldSets: [['main']] },
        ...{ moduleFolders: ['node_modules'], aliases: [] },
      },
    },
    { get: () => undefined, set: () => undefined },
  );
  const inputs = specInputs(
    {
      spec: SPEC,
      ...{ configuration: [], always: [], mockRoots: ['a'], packages: [], widenings: [], projectOf: () => 'a' },
      program: programOf('a/tsconfig.json', read).places,
    },
    graph,
    files,
  );
  const context = {
    checksTypes: true,
    readsSources: false,
    variable: () => undefined,
    besides: inputs.packages.map(({ name }) => name),
  };
  const said = complaints(paths, [SPEC, 'a/used.ts']);
  return { said, key: specDigest(inputs, { graph, files, context }) };
}

it.each<[string, Readonly<Record<string, string>>]>([
  ['a type of what the spec leads to', { 'a/used.ts': `export const used = 'x'` }],
  ['a global declaration that nobody names', { 'a/globals.d.ts': `declare const base: symbol` }],
  ['an augmentation of a package', { 'a/augments.ts': `declare global { const extra: { n: number } } export {}` }],
  ['what a global declaration is made of', { 'a/extra.ts': `export interface Extra { n: symbol }` }],
  ['a global declaration in a new file', { 'a/late.ts': `declare global { const late: string } export {}` }],
  ['a module that becomes a script', { 'a/other.ts': `const late = 1` }],
  ['a package that declares something global, named by an unrelated module', { 'a/other.ts': `import 'g'; export {}` }],
  ['a package that only the types of an unrelated module name', { 'a/other.ts': `export type G = typeof import('g')` }],
])('another key where the compiler says something else because of %s', (_, changes) => {
  const before = look(BEFORE);
  const after = look({ ...BEFORE, ...changes });
  expect(before.said).toEqual([]);
  expect(after.said).not.toEqual([]);
  expect(after.key).not.toBe(before.key);
});

it.each<[string, Readonly<Record<string, string>>]>([
  ['a module that the spec does not lead to', { 'a/other.ts': `export const other: number = 'wrong'` }],
  ['another spec', { 'a/other.spec.ts': `import { other } from './other'; export const again: string = other` }],
  ['an import of what is in the program anyway', { 'a/other.ts': `export { used as other } from './used'` }],
])('the same key whatever becomes of %s, of which the compiler says nothing', (_, changes) => {
  const before = look(BEFORE);
  const after = look({ ...BEFORE, ...changes });
  expect(after.said).toEqual(before.said);
  expect(after.key).toBe(before.key);
});
