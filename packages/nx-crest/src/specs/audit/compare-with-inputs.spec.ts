import type { SpecInputs } from '@nx-crest/analyzer/test-specs';
import { missesOf, type Observation, type ObservedPlace } from './compare-with-inputs.js';

const inputs = {
  files: ['a.spec.ts', 'data/1.json'],
  outputs: ['dist/b.js'],
  manifests: ['package.json'],
} as unknown as SpecInputs;
const FILES = ['a.spec.ts', 'data/1.json', 'data/2.json', 'data/deep/3.json', 'package.json', 'other.txt'];
const place: ObservedPlace = {
  isFile: (path) => FILES.includes(path),
  isOutput: (path) => path.startsWith('dist/') || path === 'data',
  filesIn: (folder, isTree) =>
    FILES.filter((path) => (isTree ? path.startsWith(`${folder}/`) : path.slice(0, path.lastIndexOf('/')) === folder)),
};
const misses = (...observed: readonly string[]) =>
  missesOf(
    observed.map((line): Observation => {
      const [event, path, process] = line.split(' ');
      return { event: event as Observation['event'], path: path ?? '', process: Number(process ?? 1) };
    }),
    inputs,
    place,
  );

it('finds nothing where everything that was observed counts', () => {
  expect(misses('read a.spec.ts', 'read data/1.json', 'read dist/b.js', 'read package.json', 'read gone.txt')).toEqual(
    [],
  );
});

it('finds files that were read, what tasks have made among them', () => {
  expect(misses('read other.txt', 'read dist/c.js', 'read other.txt')).toEqual([
    { path: 'dist/c.js', because: 'read' },
    { path: 'other.txt', because: 'read' },
  ]);
});

it('finds the files of a folder that was listed, those further below only with a whole tree', () => {
  expect(misses('list data')).toEqual([{ path: 'data/2.json', because: 'listed' }]);
  expect(misses('tree data').map(({ path }) => path)).toEqual(['data/2.json', 'data/deep/3.json']);
});

it('takes what the run has made for no input', () => {
  expect(misses('make dist/c.js', 'read dist/c.js')).toEqual([]);
  expect(misses('read dist/c.js 1', 'make dist/c.js 2')).toEqual([]);
  expect(misses('read dist/c.js', 'make dist/c.js')).toHaveLength(1);
  expect(misses('read other.txt', 'make other.txt')).toHaveLength(1);
});

it('takes a folder that is copied for all that is in it, and for no file', () => {
  expect(misses('read data')).toEqual([
    { path: 'data/2.json', because: 'listed' },
    { path: 'data/deep/3.json', because: 'listed' },
  ]);
});
