import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from './replace-file.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-replace-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test('the new content is there with the mode that was asked for, and nothing else', async () => {
  const file = join(root, 'plan.md');
  writeFileSync(file, 'old', { mode: 0o600 });
  await replaceFile(file, 'new', { mode: 0o666 });
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(0o666);
  expect(readdirSync(root)).toEqual(['plan.md']);
});

test('where it cannot be done, nothing is left behind', async () => {
  await expect(replaceFile(join(root, 'none', 'plan.md'), 'new', { mode: 0o600 })).rejects.toThrow('ENOENT');
  writeFileSync(join(root, 'a'), '');
  await expect(replaceFile(root, 'new', { mode: 0o600 })).rejects.toThrow();
  expect(readdirSync(root)).toEqual(['a']);
});
