import type { ProjectConfiguration } from '../nx/devkit.js';
import { projectDependencies } from './create-dependencies.js';

const project = (root: string): ProjectConfiguration => ({ root });

/** A spec project with one task that names these files. */
function spec(root: string, files: readonly string[]): ProjectConfiguration {
  return {
    root,
    metadata: { ...{ crest: { document: 'tasks.md' } } },
    targets: { T1: { metadata: { ...{ crest: { id: 'T1', files } } } }, implement: { metadata: { description: 'x' } } },
  };
}

const edges = (projects: Record<string, ProjectConfiguration>) =>
  projectDependencies(projects, () => []).map(({ source, target, type }) => `${source} ${type} ${target}`);

test('a plan depends on each project whose file a task names, once', () => {
  const projects = {
    plan: spec('.crest/tasks.md', ['packages/b/x.ts', './packages/a/src/y.ts', 'packages/a/z.ts']),
    a: project('packages/a'),
    b: project('packages/b'),
    c: project('packages/c'),
  };
  expect(edges(projects)).toEqual(['plan implicit a', 'plan implicit b']);
});

test('a file belongs to the innermost project around it', () => {
  const projects = {
    outer: project('packages/a'),
    inner: project('packages/a/e2e'),
    plan: spec('.crest/tasks.md', ['packages/a/e2e/x.ts']),
  };
  expect(edges(projects)).toEqual(['plan implicit inner']);
});

test('a name that merely begins like a root is not inside it', () => {
  expect(edges({ plan: spec('.crest/tasks.md', ['packages/ab/x.ts']), a: project('packages/a') })).toEqual([]);
});

test('the workspace’s root project, files outside and other plans do not count', () => {
  const projects = {
    root: project('.'),
    plan: spec('docs/.crest/tasks.md', ['README.md', '../x/y.ts', '/etc/passwd', 'docs/.crest/tasks.md']),
  };
  expect(edges(projects)).toEqual([]);
});
