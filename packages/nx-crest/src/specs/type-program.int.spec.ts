import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nxWorkspaceFiles } from './nx-workspace-files.js';
import { typeProgram } from './type-program.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'crest-program-')));
  mkdirSync(join(root, 'node_modules/@types/node'), { recursive: true });
  mkdirSync(join(root, 'a/node_modules/@types/jest'), { recursive: true });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function programUnder(tsconfig: string, programs = ['a/tsconfig.json']) {
  const files = { ...nxWorkspaceFiles([], root), read: () => tsconfig };
  return typeProgram({ programs, root: 'a/test', configFile: 'a/jest.config.js' }, files, root);
}

it('holds what the tsconfig names, and the tests of the configuration', () => {
  expect(programUnder(`{ "include": ["src/**/*"], "compilerOptions": { "types": ["jest", "@x/y/sub"] } }`)).toEqual({
    places: ['a/src/', 'a/test/'],
    packages: ['@types/jest', '@types/x__y', '@x/y', 'jest'],
  });
});

it('holds all types that are installed where none is listed', () => {
  expect(programUnder(`{}`).packages).toEqual(['@types/jest', '@types/node']);
});

it('is empty where types are not checked', () => {
  expect(programUnder(`{}`, [])).toEqual({ places: [], packages: [] });
});
