import type { SpecReport } from '../../report/explain/spec-report.js';
import { useJestWorkspaces } from '../../testing/jest-workspace.js';

const workspace = useJestWorkspaces();
const explain = (...args: readonly string[]) => workspace.crest('explain', ...args);
const report = (...args: readonly string[]): SpecReport => JSON.parse(explain(...args, '--json').stdout) as SpecReport;

const JEST = {
  'nx.json': '{ "plugins": [] }',
  'package.json': '{ "name": "ws", "private": true }',
  '.gitignore': 'node_modules\n.nx\ndist\n',
  'a/package.json': '{ "name": "a" }',
  'a/jest.config.cjs': `module.exports = {
    displayName: 'a', preset: '../jest.preset.cjs', setupFiles: require('./setup-files.cjs').all,
    moduleNameMapper: { '^~/(.*)$': '<rootDir>/src/$1' }, transform: { '\\.ts$': '@swc/jest' } };`,
  'a/setup-files.cjs': `exports.all = ['<rootDir>/setup.ts'];`,
  'jest.preset.cjs': `module.exports = { testMatch: ['**/*.spec.ts'] };`,
  'a/setup.ts': `import './src/polyfill';`,
  'a/src/polyfill.ts': '',
  'a/src/a.spec.ts': `import { b } from '~/b'; import picocolors from 'picocolors'; b(process.env.CI, picocolors); require('./data.json')`,
  'a/src/b.ts': `export const b = (): void => undefined;`,
  'a/src/data.json': '{}',
  'a/src/unrelated.ts': '',
};

it('reads the resolved configuration of Jest: helpers, presets, mappers, setup files and their imports', () => {
  workspace.write(JEST);
  const { configurations, diagnostics } = report('a/src/a.spec.ts');
  expect(diagnostics).toEqual([]);
  expect(configurations).toMatchObject([
    {
      ...{ runner: 'jest', configFile: 'a/jest.config.cjs', name: '' },
      files: [
        ...['a/jest.config.cjs', 'a/setup-files.cjs', 'a/setup.ts', 'a/src/a.spec.ts', 'a/src/b.ts', 'a/src/data.json'],
        ...['a/src/polyfill.ts', 'jest.preset.cjs'],
      ],
      manifests: ['a/package.json', 'package.json'],
      environment: ['CI'],
      inexact: [],
    },
  ]);
  expect(configurations[0]?.packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['@swc/jest', 'jest', 'jest-environment-node', 'picocolors']),
  );
});

it('says by which way a file came in', () => {
  workspace.write(JEST);
  const { code, stdout } = explain('a/src/a.spec.ts', '--why', 'a/src/polyfill.ts');
  expect(stdout).toContain('Why\n  a/setup.ts\n    a/src/polyfill.ts\n');
  expect(code).toBe(0);
  expect(explain('a/src/a.spec.ts', '--why', 'a/src/unrelated.ts')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('CREST503') as string,
  });
});

it('counts all of a project where something in it is not known exactly', () => {
  workspace.write({ ...JEST, 'a/src/b.ts': `import { exec } from 'node:child_process';\nexport const b = exec;` });
  const { code, stdout } = explain('a/src/a.spec.ts');
  expect(code).toBe(0);
  expect(stdout).toContain('a/src/b.ts:1 CREST515');
});

it.each([
  ['a file that is not there', 'a/gone.spec.ts', 'CREST303'],
  ['a file that no configuration selects', 'a/src/b.ts', 'CREST502'],
])('refuses %s', (_, spec, code) => {
  workspace.write(JEST);
  expect(explain(spec)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(code) as string });
});

it('says why a configuration cannot be read', () => {
  workspace.write({ ...JEST, 'a/jest.config.cjs': `throw new Error('no such preset');` });
  const { code, stderr } = explain('a/src/a.spec.ts');
  expect(code).toBe(2);
  expect(stderr).toContain('CREST501');
  expect(stderr).toContain('no such preset');
});

it('has a key that changes with what the result may depend on, and with nothing else', () => {
  workspace.write(JEST);
  const key = (): string | undefined => report('a/src/a.spec.ts').configurations[0]?.key;
  const before = key();
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  workspace.write({
    'a/src/b.ts': `/** Does nothing. */\nexport const b = (): void => undefined;`,
    'a/src/unrelated.ts': 'x()',
  });
  expect(key()).toBe(before);
  workspace.write({ 'a/setup.ts': `import './src/polyfill'; Date.now();` });
  const afterSetup = key();
  expect(afterSetup).not.toBe(before);
  workspace.write({ 'a/jest.config.cjs': JEST['a/jest.config.cjs'].replace("displayName: 'a'", 'testTimeout: 9') });
  expect(key()).not.toBe(afterSetup);
});

it('warns of what is observed in a project without a dependency on it', () => {
  workspace.write({
    ...JEST,
    'a/project.json': JSON.stringify({ name: 'a' }),
    'c/project.json': JSON.stringify({ name: 'c' }),
    'c/data.json': '{}',
    'a/src/b.ts': `import { readFileSync } from 'node:fs';\nexport const b = () => readFileSync('../c/data.json');`,
  });
  const { code, stderr } = explain('a/src/a.spec.ts');
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('CREST508') as string });
  expect(stderr).toContain('c/data.json of "c"');
});
