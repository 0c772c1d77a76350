import type { PlannedNode, PlannedPlan } from './planned-document.js';
import { makeTargets, type TargetContext } from './targets.js';

const CONTEXT: TargetContext = {
  document: 'docs/plan.md',
  isFolder: false,
  command: ['node', 'agent.mjs'],
  umbrella: 'implement',
  reserved: new Set(),
};

function node(id: string, on: readonly string[] = [], more: Partial<PlannedNode> = {}): PlannedNode {
  return {
    id,
    kind: 'task',
    title: `Do ${id}`,
    status: 'todo',
    dependsOn: on.map((one) => ({ id: one, origin: 'explicit' })),
    slackMs: 0,
    critical: true,
    files: [],
    ...more,
  };
}

const plan = (...nodes: PlannedNode[]): PlannedPlan => ({ nodes, broken: false });
const make = (given: PlannedPlan, context: Partial<TargetContext> = {}) =>
  makeTargets(given, { ...CONTEXT, ...context });

test('a task is a target that runs the command for it, never cached, hashed by the document alone', () => {
  const task = node('T2', ['T1'], { files: ['a.ts'], wave: 1, estimateMs: 5, estimateSource: 'document' });
  expect(make(plan(node('T1'), task))['T2']).toEqual({
    executor: 'nx-crest:spec-task',
    options: { document: 'docs/plan.md', task: 'T2', command: ['node', 'agent.mjs'] },
    cache: false,
    inputs: ['{workspaceRoot}/docs/plan.md'],
    dependsOn: ['T1'],
    metadata: { description: 'Do T2', technologies: ['nx-crest'], crest: task },
  });
});

test('the tag of a plan is an option of its tasks', () => {
  expect(make(plan(node('1')), { tag: 'master' })['1']?.options).toMatchObject({ tag: 'master' });
});

test('groups and finished tasks do nothing', () => {
  const targets = make(plan(node('T1', [], { status: 'done' }), node('phase-1', ['T1'], { kind: 'phase' })));
  expect([targets['T1']?.executor, targets['phase-1']?.executor]).toEqual(['nx:noop', 'nx:noop']);
  expect(targets['phase-1']?.dependsOn).toEqual(['T1']);
});

test('a dropped task refuses at once', () => {
  const targets = make(plan(node('T1'), node('T2', ['T1'], { status: 'cancelled' })));
  expect(targets['T2']).toMatchObject({ executor: 'nx-crest:spec-task', dependsOn: [] });
});

test('the umbrella waits for everything that nothing else waits for, dropped tasks aside', () => {
  const nodes = [node('T1'), node('T2', ['T1']), node('T3'), node('T4', ['T3'], { status: 'deferred' })];
  expect(make(plan(...nodes))['implement']).toMatchObject({ executor: 'nx:noop', dependsOn: ['T2', 'T3'] });
});

test('a broken plan has one target, which tells the errors', () => {
  const targets = make({ nodes: [], broken: true });
  expect(Object.keys(targets)).toEqual(['implement']);
  expect(targets['implement']).toMatchObject({ executor: 'nx-crest:spec-task', options: { document: 'docs/plan.md' } });
  expect(targets['implement']?.options).not.toHaveProperty('task');
});

test('the umbrella gives way to a task of its name', () => {
  const targets = make(plan(node('implement'), node('implement-2')));
  expect(targets['implement']?.options).toMatchObject({ task: 'implement' });
  expect(targets['implement-3']?.dependsOn).toEqual(['implement', 'implement-2']);
});

test('a task whose name has target defaults is renamed: they would overwrite its dependencies', () => {
  const targets = make(plan(node('build'), node('task-build'), node('T2', ['build'])), {
    reserved: new Set(['build']),
  });
  expect(Object.keys(targets)).toEqual(['task-build-2', 'task-build', 'T2', 'implement']);
  expect(targets['T2']?.dependsOn).toEqual(['task-build-2']);
  expect(targets['task-build-2']?.options).toMatchObject({ task: 'build' });
});

test.each([{ broken: false }, { broken: true }])(
  'the umbrella gives way to target defaults of its name: they would overwrite its dependencies (%j)',
  ({ broken }) => {
    const nodes = broken ? [] : [node('T1')];
    const targets = make({ nodes, broken }, { umbrella: 'build', reserved: new Set(['build', 'build-2']) });
    expect(targets).not.toHaveProperty('build');
    expect(targets['build-3']?.dependsOn).toEqual(nodes.map(({ id }) => id));
  },
);

test('renamed tasks, and the umbrella, take no name that one of them has got already', () => {
  const nodes = [node('build'), node('task-build'), node('build-2')];
  const targets = make(plan(...nodes), { umbrella: 'task-build-2', reserved: new Set(['build', 'build-2']) });
  expect(
    Object.entries(targets).map(([name, { options }]) => [name, (options as { task?: string } | undefined)?.task]),
  ).toEqual([
    ['task-build-2', 'build'],
    ['task-build', 'task-build'],
    ['task-build-2-2', 'build-2'],
    ['task-build-2-3', undefined],
  ]);
});
