import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { WorkspaceFiles } from '@nx-crest/analyzer/select-specs';
import { rememberedKeys, wholeState, type KeyParts } from './remembered-keys.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-keys-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
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
const FILES = { 'a.ts': '1', 'b.ts': '1', 'a.spec.ts': '1' };
const PARTS: KeyParts = {
  ...{ key: 'k', files: ['a.spec.ts', 'a.ts'], outputs: ['dist/x.js'], environment: ['ZONE'] },
  ...{ context: 'c', whole: 'w' },
};
const NOW = { env: {}, context: 'c', whole: 'w' };
const open = (files: Readonly<Record<string, string>> = FILES) => rememberedKeys(root, filesOf(files));

describe('keys', () => {
  beforeEach(() => {
    write('dist/x.js', 'made');
    const keys = open();
    keys.set('x', PARTS, {});
    keys.save();
  });

  it('are known to the next process, whatever changes elsewhere', () => {
    expect(open().get('x', NOW)).toBe('k');
    expect(open({ ...FILES, 'b.ts': '2' }).get('x', NOW)).toBe('k');
  });

  it('are not, when something changes that they were made of', () => {
    expect(open({ ...FILES, 'a.ts': '2' }).get('x', NOW)).toBeUndefined();
    expect(open().get('x', { ...NOW, context: 'd' })).toBeUndefined();
    expect(open().get('x', { ...NOW, whole: 'v' })).toBeUndefined();
    expect(open().get('x', { ...NOW, env: { ZONE: 'UTC' } })).toBeUndefined();
    write('dist/x.js', 'made anew');
    expect(open().get('x', NOW)).toBeUndefined();
  });

  it('of specs that nobody asks for now are kept, unless their files have changed', () => {
    const changed = { ...FILES, 'b.ts': '2' };
    const keys = open(changed);
    keys.set('y', { ...PARTS, key: 'l', files: ['b.ts'], outputs: [] }, {});
    keys.save();
    expect([open(changed).get('x', NOW), open(changed).get('y', NOW)]).toEqual(['k', 'l']);
    const later = open({ ...changed, 'a.ts': '3' });
    later.set('z', { ...PARTS, key: 'm', files: ['b.ts'], outputs: [] }, {});
    later.save();
    expect([open(changed).get('x', NOW), open(changed).get('z', NOW)]).toEqual([undefined, 'm']);
  });
});

describe('the state of the workspace as a whole', () => {
  const stateOf = (files: Readonly<Record<string, string>>, roots = ['']) =>
    wholeState({ workspaceRoot: root, files: filesOf(files), roots });

  it('is the same as long as only contents change', () => {
    expect(stateOf(FILES)).toBe(stateOf({ ...FILES, 'a.ts': '2' }));
  });

  it.each([
    ['a file more', { ...FILES, 'c.ts': '1' }],
    ['a file less', { 'a.ts': '1', 'b.ts': '1' }],
  ])('is another one with %s', (_, files) => {
    expect(stateOf(files)).not.toBe(stateOf(FILES));
  });

  it.each(['tsconfig.json', 'x/tsconfig.lib.json', 'babel.config.js', 'package-lock.json', 'crest.specs.json'])(
    'is another one when %s changes',
    (path) => {
      expect(stateOf({ ...FILES, [path]: '1' })).not.toBe(stateOf({ ...FILES, [path]: '2' }));
    },
  );

  it('is another one when there is something beside the files, ignored or not; not for what runners leave for a moment', () => {
    write('src/a.ts', '');
    const before = stateOf({ 'src/a.ts': '1' });
    write('src/vitest.config.ts.timestamp-1.mjs', '');
    expect(stateOf({ 'src/a.ts': '1' })).toBe(before);
    write('src/a.js', '');
    expect(stateOf({ 'src/a.ts': '1' })).not.toBe(before);
  });

  it('is another one with another project, or when something else is installed', () => {
    const before = stateOf(FILES);
    expect(stateOf(FILES, ['', 'a'])).not.toBe(before);
    write('node_modules/.package-lock.json', '{}');
    expect(stateOf(FILES)).not.toBe(before);
  });
});
