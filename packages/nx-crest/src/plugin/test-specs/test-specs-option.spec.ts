import { readTestSpecs } from './test-specs-option.js';

const read = (given: unknown) => {
  const complaints: string[] = [];
  const found = readTestSpecs(given, (option) => complaints.push(option));
  return { found, complaints };
};
const DEFAULTS = { projects: ['*'], target: 'test-specs', suffix: '-specs' };

it('specs are no tasks unless somebody says so', () => {
  for (const given of [undefined, false]) expect(read(given)).toEqual({ found: undefined, complaints: [] });
  expect(read(true)).toEqual({ found: DEFAULTS, complaints: [] });
});

it('keeps what is right, and has a default for the rest', () => {
  const given = { projects: ['shop', '!x'], workers: 3 };
  expect(read(given)).toEqual({ found: { ...DEFAULTS, ...given }, complaints: [] });
});

it.each([
  ['testSpecs', 'yes'],
  ['testSpecs', []],
  ['testSpecs.projects', { projects: 'shop' }],
  ['testSpecs.projects', { projects: [''] }],
  ['testSpecs.target', { target: 'a b' }],
  ['testSpecs.suffix', { suffix: '' }],
  ['testSpecs.suffix', { suffix: '/x' }],
  ['testSpecs.workers', { workers: 0 }],
  ['testSpecs.workers', { workers: 1.5 }],
  ['testSpecs.wokers', { wokers: 2 }],
])('complains of %s: %j', (option, given) => {
  expect(read(given).complaints).toEqual([option]);
});
