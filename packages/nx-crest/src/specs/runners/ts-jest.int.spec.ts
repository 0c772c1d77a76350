import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksTypes, looksFurther, programFiles, type JestTransform } from './ts-jest.js';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'crest-ts-jest-')));
  mkdirSync(join(root, 'a'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function tsJest(options?: object): JestTransform {
  return ['x', '/w/node_modules/ts-jest/dist/index.js', options];
}

it('knows whether types are checked, and whether by the compiler alone', () => {
  expect(checksTypes(tsJest())).toBe(true);
  expect(checksTypes(tsJest({ diagnostics: false }))).toBe(false);
  expect(checksTypes(tsJest({ isolatedModules: true }))).toBe(false);
  expect(checksTypes(['x', '/w/node_modules/@swc/jest/index.js', {}])).toBe(false);
  expect(looksFurther(tsJest({ tsconfig: 'x.json' }), { rootDir: root })).toBe(false);
  expect(looksFurther(tsJest({ astTransformers: { before: ['x'] } }), { rootDir: root })).toBe(true);
  expect(looksFurther(tsJest(), { rootDir: root, globals: { 'ts-jest': { compiler: 'ttypescript' } } })).toBe(true);
});

it('finds the tsconfig as ts-jest does: the one that is named, else the nearest', () => {
  const rootDir = join(root, 'a');
  expect(programFiles(tsJest(), { rootDir })).toEqual([join(rootDir, 'tsconfig.json')]);
  writeFileSync(join(root, 'tsconfig.json'), '{}');
  expect(programFiles(tsJest({ tsconfig: { strict: true } }), { rootDir })).toEqual([join(root, 'tsconfig.json')]);
  expect(programFiles(tsJest({ tsconfig: '<rootDir>/b.json' }), { rootDir })).toEqual([join(rootDir, 'b.json')]);
  writeFileSync(join(rootDir, 'c.json'), '{}');
  const old = { rootDir, globals: { 'ts-jest': { tsconfig: './c.json' } } };
  expect(programFiles(tsJest(), old)).toEqual([join(rootDir, 'c.json')]);
});
