import { findSpecProjects } from './spec-projects.js';

const task = (id: string) => ({ executor: 'nx-crest:spec-task', metadata: { crest: { kind: 'task', id } } });

it('finds the projects that were made of documents, with the targets of their tasks', () => {
  const found = findSpecProjects({
    nodes: {
      'b-plan': {
        name: 'b-plan',
        data: {
          root: 'b/.crest/tasks.md',
          metadata: { crest: { document: 'b/tasks.json', tag: 'master' } },
          targets: {
            'task-test': task('test'),
            phase: { executor: 'nx:noop', metadata: { crest: { kind: 'phase', id: 'phase' } } },
            implement: { executor: 'nx:noop' },
          },
        },
      },
      'a-plan': {
        name: 'a-plan',
        data: { root: 'a/.crest/tasks.md', metadata: { crest: { document: 'a/tasks.md' } } },
      },
      lib: { name: 'lib', data: { root: 'lib', metadata: { description: 'code' }, targets: { build: {} } } },
    },
  });
  expect(found).toEqual([
    { name: 'a-plan', document: 'a/tasks.md', targets: new Map() },
    { name: 'b-plan', document: 'b/tasks.json', tag: 'master', targets: new Map([['test', 'task-test']]) },
  ]);
});
