import { spawnSync } from 'node:child_process';
import { useJestWorkspaces } from '../testing/jest-workspace.js';
import type { ReadConfigurations } from './read-configurations.js';

const workspace = useJestWorkspaces();

/** What the configurations of these folders say, read by as few processes as possible. */
function read(...folders: readonly string[]): readonly ReadConfigurations[] {
  const { root } = workspace;
  const files = folders.map((folder) => ({ runner: 'jest', path: `${folder}/jest.config.js` }));
  const script = `
    require('os').availableParallelism = () => 1;
    require(${JSON.stringify(workspace.module('specs/read-configurations'))})
      .readAllConfigurations(${JSON.stringify(files)}, { workspaceRoot: ${JSON.stringify(root)} })
      .then((answers) => console.log(JSON.stringify(answers)));`;
  const done = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as readonly ReadConfigurations[];
}
const displayNames = (answers: readonly ReadConfigurations[]) =>
  answers.map(
    ({ configurations }) => /"displayName":\{[^}]*"name":"([^"]*)"/.exec(configurations[0]?.settings ?? '')?.[1],
  );

/** Says in its name in which process it is read, where, how often that was done before there, and what others have set. */
const TELLING = `
  const { basename } = require('path');
  const shared = require('../shared.js');
  const seen = process.env.SET_BY_OTHERS ?? 'nothing';
  process.env.SET_BY_OTHERS = 'something';
  shared.count++;
  module.exports = { displayName: [process.pid, basename(process.cwd()), shared.count, seen].join(' ') };`;

it('configurations that are read in one process see nothing of each other', () => {
  workspace.write({ 'shared.js': 'exports.count = 0;', 'a/jest.config.js': TELLING, 'b/jest.config.js': TELLING });
  const [a, b] = displayNames(read('a', 'b'));
  expect(a).toMatch(/^\d+ a 1 nothing$/);
  expect(b).toBe(a?.replace(' a ', ' b '));
});

it('after one that leaves a module behind, another process reads', () => {
  workspace.write({
    'shared.js': 'exports.count = 0;',
    'a/package.json': '{ "type": "module" }',
    'a/jest.config.js': `export default { displayName: process.pid + ' a' };`,
    'b/jest.config.js': TELLING,
  });
  const [a, b] = displayNames(read('a', 'b'));
  expect(a).toMatch(/^\d+ a$/);
  expect(b).toMatch(/^\d+ b 1 nothing$/);
  expect(b?.split(' ')[0]).not.toBe(a?.split(' ')[0]);
});

it('one that ends its process is told, and the others are read', () => {
  workspace.write({ 'a/jest.config.js': 'process.exit(3);', 'b/jest.config.js': 'module.exports = {};' });
  const [a, b] = read('a', 'b');
  expect(a?.diagnostics).toMatchObject([{ code: 'CREST501' }]);
  expect(b).toMatchObject({ diagnostics: [], configurations: [{ configFile: 'b/jest.config.js' }] });
});

it.each([
  ['projects without names', `{ projects: [{ testMatch: ['x'] }, { testMatch: ['y'] }] }`, 'displayName'],
  ['projects, some of them elsewhere', `{ projects: ['../b', { displayName: 'x' }] }`, 'files of their own'],
])('refuses %s: nobody could run one of them alone', (_, configuration, reason) => {
  workspace.write({
    'a/jest.config.js': `module.exports = ${configuration};`,
    'b/jest.config.js': 'module.exports = {};',
  });
  expect(read('a')).toMatchObject([
    { configurations: [], diagnostics: [{ code: 'CREST501', message: expect.stringContaining(reason) as string }] },
  ]);
});
