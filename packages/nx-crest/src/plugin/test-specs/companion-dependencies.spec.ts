import type { ProjectConfiguration } from '../../nx/devkit.js';
import { companionDependencies } from './companion-dependencies.js';
import { companionProject } from './companion-project.js';

const companion = (dependsOn: string[] | undefined): ProjectConfiguration =>
  companionProject({
    ...{ projectRoot: 'a', name: 'a-specs', target: 'test-specs', unreadable: [], shared: [] },
    specs: [{ spec: 'a/x.spec.ts', configFile: 'a/jest.config.js', name: '', dependsOn }],
  });
const found = (dependsOn: string[] | undefined, build: NonNullable<ProjectConfiguration['targets']>) =>
  companionDependencies(companion(dependsOn), {
    projects: {
      a: { root: 'a', targets: build, implicitDependencies: ['b', '!c'] },
      b: { root: 'b' },
      d: { root: 'd' },
    },
    nameAt: new Map([['a', 'a']]),
    dependenciesOf: () => ['d'],
  });

it('depends on the project whose specs it has', () => {
  expect(found(undefined, {})).toEqual(['a']);
  expect(found(['^build'], {})).toEqual(['a']);
  expect(found(['^build'], { build: { dependsOn: ['^build'] } })).toEqual(['a']);
  expect(found(['^build'], { build: { dependsOn: [{ target: 'build', dependencies: true }] } })).toEqual(['a']);
});

it('where the project’s own target does not lead on to what it depends on, depends on that, too', () => {
  expect(found(['^build'], { build: {} })).toEqual(['a', 'b', 'd']);
});

it('a project that is gone is no dependency', () => {
  expect(companionDependencies(companion([]), { projects: {}, nameAt: new Map(), dependenciesOf: () => [] })).toEqual(
    [],
  );
});
