import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useJestWorkspaces } from '../../testing/jest-workspace.js';
import type { TaskResult } from './run-specs.js';

const workspace = useJestWorkspaces();

/** Runs specs of `a` as a batch does, in a process of its own; *returns* what is told, in order. */
function run(
  specs: readonly string[],
  options: { readonly unparsed?: readonly string[]; readonly version?: string; readonly env?: object } = {},
): readonly (TaskResult & { readonly by?: number })[] {
  const { root } = workspace;
  const module = (name: string) => workspace.module(name);
  const script = `
    const { runSpecs } = require(${JSON.stringify(module('executors/test-spec/run-specs'))});
    const { openJournal } = require(${JSON.stringify(module('executors/test-spec/journal'))});
    const { readPassedOn } = require(${JSON.stringify(module('executors/test-spec/passed-on'))});
    const { readConfigurations } = require(${JSON.stringify(module('specs/read-configurations'))});
    const root = ${JSON.stringify(root)};
    const file = { runner: 'jest', path: 'a/jest.config.js', env: ${JSON.stringify(options.env ?? {})} };
    const version = ${JSON.stringify(options.version)};
    const told = [];
    runSpecs(${JSON.stringify(specs)}.map((spec) => ({ id: spec, project: 'a-specs', spec: 'a/' + spec, config: file.path, name: '', key: 'key of ' + spec })), {
      workspaceRoot: root,
      projectGraph: { nodes: {} },
      session: {
        configurationFile: () => file,
        configurations: async () => {
          const read = await readConfigurations(file, { workspaceRoot: root });
          return version ? { ...read, configurations: read.configurations.map((one) => ({ ...one, version })) } : read;
        },
      },
      passedOn: readPassedOn(${JSON.stringify(options.unparsed ?? [])}),
      workers: 1,
      journal: openJournal(root),
      signal: new AbortController().signal,
      onResult: (result) => told.push(result),
    }).then(() => require('fs').writeFileSync(root + '/told.json', JSON.stringify(told)));`;
  writeFileSync(join(root, 'run.cjs'), script);
  const done = spawnSync(process.execPath, [join(root, 'run.cjs')], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', JEST_WORKER_ID: undefined },
  });
  if (done.status !== 0) throw new Error(done.stdout + done.stderr);
  return JSON.parse(workspace.read('told.json')) as readonly TaskResult[];
}
const short = (results: readonly TaskResult[]) =>
  results.map(({ id, passed }) => `${id} ${passed ? 'passed' : 'failed'}`);

beforeEach(() => {
  workspace.write({
    'package.json': '{}',
    'a/jest.config.js': `module.exports = { testMatch: ['**/*.test.js'], transform: {} };`,
    'a/good.test.js': `test('good', () => { console.log('said', process.env.FROM_TARGET); });`,
    'a/bad.test.js': `test('bad', () => expect('was').toBe('wanted'));`,
    'a/broken.test.js': 'nonsense(',
  });
});

it('each spec has its own result and output', () => {
  const results = run(['good.test.js', 'bad.test.js', 'broken.test.js'], { env: { FROM_TARGET: 'value' } });
  expect([...short(results)].sort()).toEqual(['bad.test.js failed', 'broken.test.js failed', 'good.test.js passed']);
  const outputOf = (id: string) => results.find((result) => result.id === id)?.output ?? '';
  expect(outputOf('good.test.js')).toMatch(/PASS[\s\S]*good\.test\.js[\s\S]*said value[\s\S]*1 passed/);
  expect(outputOf('bad.test.js')).toMatch(/FAIL[\s\S]*wanted[\s\S]*1 failed/);
  expect(outputOf('broken.test.js')).toContain('SyntaxError');
  expect(outputOf('good.test.js')).not.toContain('wanted');
});

it('what has passed is told again without a run; what has failed runs again', () => {
  run(['good.test.js', 'bad.test.js']);
  workspace.write({ 'a/good.test.js': 'would fail now(' });
  const again = run(['good.test.js', 'bad.test.js']);
  expect(short(again)).toEqual(['good.test.js passed', 'bad.test.js failed']);
  expect(again[0]?.output).toContain('(from a run that did not end)');
});

it('with coverage everything runs, and nothing is kept', () => {
  run(['good.test.js'], { unparsed: ['--coverage'] });
  workspace.write({ 'a/good.test.js': 'fails now(' });
  expect(short(run(['good.test.js']))).toEqual(['good.test.js failed']);
});

it('a spec of which the runner tells nothing has failed', () => {
  const [first, second] = run(['good.test.js', 'bad.test.js'], { unparsed: ['--testPathIgnorePatterns=good'] });
  expect([first, second].map((result) => result?.id).sort()).toEqual(['bad.test.js', 'good.test.js']);
  const good = [first, second].find((result) => result?.id === 'good.test.js');
  expect(good).toMatchObject({ passed: false, output: expect.stringContaining('CREST506') as string });
});

it('what fails and belongs to no spec fails all of them, and nothing of it is kept', () => {
  workspace.write({
    'a/jest.config.js': `module.exports = { testMatch: ['**/*.test.js'], transform: {}, globalTeardown: './down.js' };`,
  });
  workspace.write({ 'a/down.js': `module.exports = () => { throw new Error('torn down badly'); };` });
  const results = run(['good.test.js']);
  expect(short(results)).toEqual(['good.test.js passed', 'good.test.js failed']);
  expect(results[1]?.output).toContain('torn down badly');
  workspace.write({ 'a/down.js': 'module.exports = () => {};' });
  expect(run(['good.test.js'])[0]?.output).not.toContain('(from a run that did not end)');
});

it('a configuration that cannot be read fails its specs with the reason', () => {
  workspace.write({ 'a/jest.config.js': `throw new Error('not today');` });
  expect(run(['good.test.js'])).toMatchObject([
    { passed: false, output: expect.stringMatching(/CREST501[\s\S]*not today/) as string },
  ]);
});

it('a runner that is too old is refused', () => {
  expect(run(['good.test.js'], { version: '28.0.0' })).toMatchObject([
    { passed: false, output: expect.stringContaining('CREST507') as string },
  ]);
});

it('snapshots that a spec no longer asks for fail it, as Jest does; those of a spec that is gone fail no other one', () => {
  const snapshot = (name: string) =>
    `// Jest Snapshot v1, https://jestjs.io/docs/snapshot-testing\n\nexports[\`${name} 1\`] = \`1\`;\n`;
  workspace.write({
    'a/good.test.js': `test('good', () => expect(1).toMatchSnapshot());`,
    'a/__snapshots__/good.test.js.snap': snapshot('good'),
    'a/__snapshots__/gone.test.js.snap': snapshot('gone'),
  });
  expect(short(run(['good.test.js']))).toEqual(['good.test.js passed']);
  workspace.write({
    '.crest/test-specs/none': '',
    'a/good.test.js': `test('good', () => {});`,
  });
  const [result] = run(['good.test.js'], { unparsed: ['--coverage'] });
  expect(result).toMatchObject({ passed: false, output: expect.stringContaining('1 snapshots obsolete') as string });
});
