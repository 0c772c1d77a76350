import { readTaskGraph } from './read-task-graph.js';
import type { NxProjectGraph, NxTaskEdge, NxTaskGraph } from './nx-types.js';

const graph: NxProjectGraph = {
  nodes: {
    a: {
      name: 'a',
      data: { root: 'a', targets: { build: { executor: 'nx:run-commands' }, all: { executor: 'nx:noop' } } },
    },
    b: { name: 'b', data: { root: 'b', targets: { build: { executor: 'nx:run-commands' }, serve: {} } } },
    docs: { name: 'docs', data: { root: 'docs', targets: {} } },
  },
};

function fakeNx(edge: (id: string) => NxTaskEdge) {
  const asked: (readonly string[])[] = [];
  const taskGraph: NxTaskGraph = {
    tasks: {
      'b:build': { id: 'b:build', target: { project: 'b', target: 'build' } },
      'a:build': { id: 'a:build', target: { project: 'a', target: 'build' } },
      'a:all': { id: 'a:all', target: { project: 'a', target: 'all' } },
      'b:serve': { id: 'b:serve', target: { project: 'b', target: 'serve' }, continuous: true },
    },
    dependencies: {
      'b:build': [edge('a:build'), edge('a:build')],
      'a:build': [],
      'a:all': [edge('b:build')],
      'b:serve': [],
    },
    continuousDependencies: { 'a:all': [edge('b:serve')] },
  };
  return {
    asked,
    createTaskGraph: (_: unknown, projects: readonly string[]) => (asked.push(projects), taskGraph),
    findProjects: (patterns: readonly string[]) => patterns,
  };
}

describe('readTaskGraph', () => {
  it.each([
    ['ids (Nx 22 and 23)', (id: string): NxTaskEdge => id],
    ['objects (Nx 24)', (id: string): NxTaskEdge => ({ id })],
  ])('reads edges that are %s', (_, edge) => {
    const tasks = readTaskGraph(fakeNx(edge), graph, { targets: ['build'], projects: [] });
    expect(tasks.map((task) => [task.id, task.dependsOn])).toEqual([
      ['a:all', ['b:build', 'b:serve']],
      ['a:build', []],
      ['b:build', ['a:build']],
      ['b:serve', []],
    ]);
  });

  it('asks for the projects that have one of the targets', () => {
    const nx = fakeNx((id) => id);
    readTaskGraph(nx, graph, { targets: ['serve', 'build'], projects: [] });
    expect(nx.asked).toEqual([['a', 'b']]);
  });

  it('keeps to the projects that were named', () => {
    const nx = fakeNx((id) => id);
    readTaskGraph(nx, graph, { targets: ['build'], projects: ['b'] });
    expect(nx.asked).toEqual([['b']]);
  });

  it('is empty where no project has a target', () => {
    expect(
      readTaskGraph(
        fakeNx((id) => id),
        graph,
        { targets: ['deploy'], projects: [] },
      ),
    ).toEqual([]);
  });

  it('tells noops and servers apart from work', () => {
    const tasks = readTaskGraph(
      fakeNx((id) => id),
      graph,
      { targets: ['build'], projects: [] },
    );
    expect(tasks.filter((task) => task.noop).map((task) => task.id)).toEqual(['a:all']);
    expect(tasks.filter((task) => task.continuous).map((task) => task.id)).toEqual(['b:serve']);
  });
});
