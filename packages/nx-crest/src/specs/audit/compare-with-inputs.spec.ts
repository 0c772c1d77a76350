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
  isOutput: (path) => path.startsWith('dist/'),
  filesIn: (folder) => FILES.filter((path) => path.slice(0, path.lastIndexOf('/')) === folder),
};
const misses = (...observed: readonly string[]) =>
  missesOf(
    observed.map((line): Observation => {
      const [event, path] = line.split(' ');
      return { event: event as Observation['event'], path: path ?? '' };
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

it('finds the files of a folder that was listed, not those further below', () => {
  expect(misses('list data')).toEqual([{ path: 'data/2.json', because: 'listed' }]);
});

it('takes what the run has made for no input', () => {
  expect(misses('make dist/c.js', 'read dist/c.js')).toEqual([]);
  expect(misses('read other.txt', 'make other.txt')).toHaveLength(1);
});
