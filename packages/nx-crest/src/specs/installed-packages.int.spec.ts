import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedPackages } from './installed-packages.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crest-installed-'));
  for (const folder of [
    'node_modules/a',
    'p/node_modules/a',
    'node_modules/@types/node',
    'p/node_modules/@types/jest',
  ]) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'package.json'), '{}');
  }
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('finds the nearest package of a name', () => {
  expect(installedPackages(root).find(['a', 'gone'], 'p/q')).toEqual([{ name: 'a', folder: 'p/node_modules/a' }]);
  expect(installedPackages(root).find(['a'], '')).toEqual([{ name: 'a', folder: 'node_modules/a' }]);
});

it('finds all packages of types above a folder', () => {
  expect(
    installedPackages(root)
      .types('p/q')
      .map(({ folder }) => folder),
  ).toEqual(['p/node_modules/@types/jest', 'node_modules/@types/node']);
});
