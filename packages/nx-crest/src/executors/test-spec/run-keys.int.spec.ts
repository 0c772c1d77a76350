import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteKey, readKeys } from './run-keys.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-keys-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('a process that this one starts knows the keys of its tasks; what dead ones have left is gone', () => {
  mkdirSync(join(root, '.crest/test-specs'), { recursive: true });
  writeFileSync(join(root, '.crest/test-specs/keys-99999999.txt'), 'x y\n');
  noteKey('a:test-specs--src/a b.spec.ts', 'k1', root);
  noteKey('a:c', 'k2', root);
  expect([...readKeys(root, process.pid)]).toEqual([
    ['a:test-specs--src/a b.spec.ts', 'k1'],
    ['a:c', 'k2'],
  ]);
  expect(readdirSync(join(root, '.crest/test-specs'))).toEqual([`keys-${process.pid}.txt`]);
});

it('who is started by somebody else knows none', () => {
  expect(readKeys(root, 99_999_999).size).toBe(0);
});
