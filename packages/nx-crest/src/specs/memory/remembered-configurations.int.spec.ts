import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import type { RunnerConfiguration } from '../runner-configuration.js';
import { rememberedConfigurations, type ConfigurationReads } from './remembered-configurations.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-configurations-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const FILES = { 'jest.config.js': '1', 'preset.js': '1', 'src/a.spec.ts': '1', 'package-lock.json': '1' };
const filesOf = (hashes: Readonly<Record<string, string>>): WorkspaceFiles => ({
  paths: Object.keys(hashes).sort(),
  hashOf: (path) => hashes[path],
  contentHash: (path) => {
    try {
      return readFileSync(join(root, path), 'utf8');
    } catch {
      return undefined;
    }
  },
  read: () => undefined,
});
const CONFIGURATION = {
  configFile: 'jest.config.js',
  configFiles: ['jest.config.js'],
} as unknown as RunnerConfiguration;
const LOOKED: ConfigurationReads = {
  ...{ reads: ['preset.js', 'made.js'], lists: ['src'], trees: ['fixtures'] },
  ...{ probes: ['setup.js'], variables: ['ZONE', 'NX_TASK_HASH'] },
  wanted: ['NX_WANTED'],
};
const open = (files: Readonly<Record<string, string>> = FILES, env: NodeJS.ProcessEnv = {}) =>
  rememberedConfigurations(root, { workspaceRoot: root, files: filesOf(files), env });
const isKnown = (files?: Readonly<Record<string, string>>, env?: NodeJS.ProcessEnv) =>
  open(files, env).get('x') !== undefined;

beforeEach(() => {
  const remembered = open();
  remembered.set('x', LOOKED, [CONFIGURATION]);
  remembered.save();
});

it('is known to the next process as long as nothing changes', () => {
  expect(open().get('x')).toEqual([CONFIGURATION]);
  expect(isKnown({ ...FILES, 'src/a.spec.ts': '2', 'other/b.ts': '1' }, { NX_TASK_HASH: '1', OTHER: '1' })).toBe(true);
});

it.each([
  ['the configuration', { ...FILES, 'jest.config.js': '2' }],
  ['what it has read', { ...FILES, 'preset.js': '2' }],
  ['what is installed', { ...FILES, 'package-lock.json': '2' }],
  ['a tree that it has listed', { ...FILES, 'fixtures/deep/x': '1' }],
])('%s changes, and it is not', (_, files) => {
  expect(isKnown(files)).toBe(false);
});

it('a variable changes, and it is not; whatever it is called where the workspace itself asked for it', () => {
  expect(isKnown(FILES, { ZONE: 'UTC' })).toBe(false);
  expect(isKnown(FILES, { NX_WANTED: 'yes' })).toBe(false);
});

it('a folder that it has listed holds something more, a folder perhaps, and it is not', () => {
  mkdirSync(join(root, 'src/more'), { recursive: true });
  expect(isKnown()).toBe(false);
});

it('what it has looked for is there now, and it is not', () => {
  writeFileSync(join(root, 'setup.js'), '');
  expect(isKnown()).toBe(false);
});

it('a file that is ignored changes, and it is not', () => {
  writeFileSync(join(root, 'made.js'), 'x');
  expect(isKnown()).toBe(false);
});

it('a damaged file means that nothing is known', () => {
  writeFileSync(join(root, 'nx-crest-configurations.json'), '{"version"');
  expect(isKnown()).toBe(false);
});

it('where nothing can be kept, it is known as long as the process lives', () => {
  mkdirSync(join(root, 'there'));
  writeFileSync(join(root, 'there/file'), '');
  const remembered = rememberedConfigurations(join(root, 'there/file'), {
    ...{ workspaceRoot: root, files: filesOf(FILES), env: {} },
  });
  remembered.set('x', LOOKED, [CONFIGURATION]);
  remembered.save();
  expect(remembered.get('x')).toEqual([CONFIGURATION]);
});
