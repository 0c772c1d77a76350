import { readSource } from '../source/read-source.js';
import { memoryFiles } from '../testing/memory-files.js';
import type { ModuleGraph } from './module-graph.js';
import { specDigest, type DigestContext } from './spec-digest.js';
import type { SpecInputs } from './spec-inputs.js';

const BEFORE = {
  'a.spec.ts': `import { b } from './b'; b()`,
  'b.ts': `// why\nexport const b = (): number => 1`,
  'data.json': '{}',
  'dist/c.js': 'c()',
  'package.json': '{ "name": "a", "version": "1.0.0" }',
};
const CONTEXT: DigestContext = {
  checksTypes: false,
  readsSources: false,
  variable: () => undefined,
  besides: ['vitest 4'],
};
const SETTINGS = {
  keepsTypes: true,
  keepsUnusedImports: false,
  emitsMetadata: false,
  jsxImportSources: [],
  helpers: [],
};

function digest(
  changes: Readonly<Record<string, string>> = {},
  context: Partial<DigestContext> = {},
  besides: Partial<SpecInputs> = {},
): string {
  const files = memoryFiles({ ...BEFORE, ...changes });
  const graph = {
    facts: (path: string) => readSource(path, files.read(path) ?? '', SETTINGS),
  } as unknown as ModuleGraph;
  const inputs = {
    ...{ files: ['a.spec.ts', 'b.ts', 'data.json'], outputs: ['dist/c.js'], manifests: ['package.json'] },
    ...{ asWritten: [], environment: ['CI'], packages: [], widenings: [], wholeFolders: [] },
    ...{ names: [], program: [], seesPositions: false, ...besides },
  } satisfies SpecInputs;
  return specDigest(inputs, { graph, files, context: { ...CONTEXT, ...context } });
}
const SAME = digest();
const COMMENT = { 'b.ts': `export const b = (): 1 => 1 /* because */` };

it.each<[string, string]>([
  ['comments and types', digest(COMMENT)],
  ['what does not count', digest({ 'other.ts': 'x()' })],
  ['the version of a package of the workspace', digest({ 'package.json': '{ "name": "a", "version": "2.0.0" }' })],
])('is the same whatever becomes of %s', (_, other) => {
  expect(other).toBe(SAME);
});

it.each<[string, string]>([
  ['what is executed', digest({ 'b.ts': `export const b = () => 2` })],
  ['data', digest({ 'data.json': '{ }' })],
  ['what a task has made', digest({ 'dist/c.js': 'd()' })],
  ['how modules are found', digest({ 'package.json': '{ "name": "a", "type": "module" }' })],
  ['a variable', digest({}, { variable: (name) => (name === 'CI' ? '' : undefined) })],
  ['anything besides', digest({}, { besides: ['vitest 5'] })],
])('differs with %s', (_, other) => {
  expect(other).not.toBe(SAME);
});

it.each<[string, Partial<DigestContext>, Partial<SpecInputs>]>([
  ['who transforms them is not known', { readsSources: true }, {}],
  ['a source may be read', {}, { asWritten: ['b.ts'] }],
  ['somebody sees positions', {}, { seesPositions: true }],
])('counts sources as they are written where %s', (_, context, inputs) => {
  expect(digest(COMMENT, context, inputs)).not.toBe(digest({}, context, inputs));
});

it('counts types, and no comments, where types are checked', () => {
  const checked = { checksTypes: true };
  expect(digest({ 'b.ts': `export const b = (): number =>\n  1 /* because */` }, checked)).toBe(digest({}, checked));
  expect(digest(COMMENT, checked)).not.toBe(digest({}, checked));
});
