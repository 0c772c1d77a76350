import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureStateFolder, ensureStateSubfolder } from './state-folder.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-state-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test('is its owner’s alone and ignores itself', () => {
  const folder = ensureStateFolder(root);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
});

test('is made once: what is in it stays', () => {
  const folder = ensureStateFolder(root);
  writeFileSync(join(folder, '.gitignore'), '!measured.json\n');
  ensureStateFolder(root);
  ensureStateSubfolder(root, 'locks');
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('!measured.json\n');
});

test('a link in its place is refused, and nothing is written through it', () => {
  mkdirSync(join(root, 'elsewhere'));
  symlinkSync('elsewhere', join(root, '.crest'));
  expect(() => ensureStateFolder(root)).toThrow('not a folder of its own');
  expect(existsSync(join(root, 'elsewhere', '.gitignore'))).toBe(false);
});

test('a link in the place of a folder inside it is refused', () => {
  ensureStateFolder(root);
  mkdirSync(join(root, 'elsewhere'));
  symlinkSync('../elsewhere', join(root, '.crest', 'locks'));
  expect(() => ensureStateSubfolder(root, 'locks')).toThrow('not a folder of its own');
});
