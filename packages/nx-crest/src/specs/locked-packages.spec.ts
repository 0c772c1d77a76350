import { lockedPackages } from './locked-packages.js';

const node = (packageName: string, version: string) => ({ data: { packageName, version, hash: `hash of ${version}` } });
const GRAPH = {
  externalNodes: {
    'npm:a': node('a', '1.0.0'),
    'npm:b': node('b', '1.0.0'),
    'npm:b@2.0.0': node('b', '2.0.0'),
    'npm:c': node('c', '1.0.0'),
    'npm:alias': node('alias', 'npm:a@1.0.0'),
  },
  dependencies: {
    'npm:a': [{ target: 'npm:b@2.0.0' }],
    'npm:b@2.0.0': [{ target: 'npm:a' }],
    other: [{ target: 'npm:c' }],
  },
};
const locked = (...installed: readonly string[]) =>
  lockedPackages(
    installed.map((text) => {
      const [name = '', version = ''] = text.split('@');
      return { name, version };
    }),
    GRAPH,
    () => 'all of it',
  );

it('counts what a package needs, in its version, and nothing else', () => {
  expect(locked('a@1.0.0')).toEqual(['a@1.0.0', 'a@1.0.0 hash of 1.0.0', 'b@2.0.0 hash of 2.0.0']);
  expect(locked('b@1.0.0')).toEqual(['b@1.0.0', 'b@1.0.0 hash of 1.0.0']);
});

it('knows what an alias stands for', () => {
  expect(locked('alias@1.0.0')).toEqual(['alias@1.0.0', 'alias@npm:a@1.0.0 hash of npm:a@1.0.0']);
  expect(locked('alias@2.0.0')).toEqual(['alias@2.0.0', 'lock file all of it']);
});

it('counts the whole lock file where it does not know a package, or not in this version', () => {
  expect(locked('gone@1.0.0')).toEqual(['gone@1.0.0', 'lock file all of it']);
  expect(locked('c@9.9.9')).toEqual(['c@9.9.9', 'lock file all of it']);
});
