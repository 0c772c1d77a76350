import { inheritedDependencies } from './inherited-dependencies.js';

it.each([
  [undefined, []],
  [['^build'], ['^build']],
  [['build'], [{ projects: ['a'], target: 'build' }]],
  [['b:build'], [{ projects: ['b'], target: 'build' }]],
  [[{ target: 'gen', params: 'forward' as const }], [{ projects: ['a'], target: 'gen', params: 'forward' }]],
  [[{ target: 'gen', projects: 'self' }], [{ projects: ['a'], target: 'gen' }]],
  [[{ target: 'build', dependencies: true }], [{ target: 'build', dependencies: true }]],
  [[{ target: 'build', projects: ['x', 'y'] }], [{ target: 'build', projects: ['x', 'y'] }]],
])('%j', (dependsOn, expected) => {
  expect(inheritedDependencies(dependsOn, 'a')).toEqual(expected);
});
