import { buildTaskGraph, milliseconds, type EdgeOrigin, type TaskStatus } from '@nx-crest/core';
import { liveDependencies } from './live-dependencies.js';

type Edge = readonly [on: string, origin: EdgeOrigin];
type Node = readonly [id: string, status: TaskStatus, edges: readonly Edge[]];

/** The edges that Nx gets, by id: `b order a`. Ids in capitals are groups. */
function live(...nodes: readonly Node[]): readonly string[] {
  const { graph } = buildTaskGraph(
    nodes.map(([id, , edges]) => ({
      id,
      milestone: id === id.toUpperCase(),
      durationMs: milliseconds(1),
      dependsOn: edges.map(([on, origin]) => ({ on, origin })),
    })),
  );
  const found = liveDependencies(graph!, (index) => nodes[index]![1]);
  return found.flatMap((edges, index) => edges.map(({ id, origin }) => `${nodes[index]![0]} ${origin} ${id}`));
}

test('without dropped tasks every edge stays as it is', () => {
  expect(live(['a', 'done', []], ['b', 'todo', [['a', 'explicit']]], ['c', 'blocked', [['b', 'order']]])).toEqual([
    'b explicit a',
    'c order b',
  ]);
});

//  a ──► b (cancelled) ──► c (deferred) ──► d
test('order leads past dropped tasks and still holds its ends', () => {
  const found = live(
    ['a', 'todo', []],
    ['b', 'cancelled', [['a', 'order']]],
    ['c', 'deferred', [['b', 'order']]],
    ['d', 'todo', [['c', 'order']]],
  );
  expect(found).toContain('d order a');
  expect(found.filter((edge) => edge.startsWith('d'))).toHaveLength(1);
});

test('planned work keeps what it names, although that will refuse', () => {
  expect(live(['a', 'cancelled', []], ['b', 'in-progress', [['a', 'explicit']]])).toEqual(['b explicit a']);
});

test('finished work does not wait for what was dropped', () => {
  expect(live(['a', 'cancelled', []], ['b', 'done', [['a', 'explicit']]])).toEqual([]);
});

test('a group does not wait for its dropped members', () => {
  const found = live(
    ['a', 'todo', []],
    ['b', 'cancelled', [['a', 'order']]],
    ['c', 'todo', [['b', 'order']]],
    [
      'G',
      'todo',
      [
        ['b', 'group'],
        ['c', 'group'],
      ],
    ],
  );
  expect(found.filter((edge) => edge.startsWith('G'))).toEqual(['G group a', 'G group c']);
});

test('an edge that two ways lead to is there once', () => {
  const found = live(
    ['a', 'todo', []],
    ['b', 'cancelled', [['a', 'order']]],
    [
      'c',
      'todo',
      [
        ['a', 'explicit'],
        ['b', 'order'],
      ],
    ],
  );
  expect(found.filter((edge) => edge.startsWith('c'))).toEqual(['c explicit a']);
});
