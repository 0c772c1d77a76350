import { hashEarly } from './hash-early.js';
import type { NxOrchestrator } from './nx-orchestrator.js';

const ROOT = process.cwd();
const hashed: string[] = [];
const orchestrator = (hasher: unknown): NxOrchestrator =>
  ({
    hasher,
    projectGraph: { nodes: { a: { name: 'a', data: { root: 'a', targets: { x: { executor: 'nx:noop' } } } } } },
    taskGraph: {
      tasks: {
        'a:x': { id: 'a:x', target: { project: 'a', target: 'x' } },
        'a:known': { id: 'a:known', target: { project: 'a', target: 'x' }, hash: 'k' },
        'a:waits': { id: 'a:waits', target: { project: 'a', target: 'x' } },
      },
      dependencies: { 'a:x': [], 'a:known': [], 'a:waits': ['a:x'] },
    },
  }) as unknown as NxOrchestrator;
/** What Nx asks where an executor has no hasher of its own. */
const HASHER = {
  hashTask: (task: { readonly id: string }) => {
    hashed.push(task.id);
    return Promise.resolve({ value: `hash of ${task.id}`, details: {} });
  },
};

beforeEach(() => {
  hashed.length = 0;
});

it('asks for tasks that wait for nothing and have no key yet, by Nx’s own means', async () => {
  const run = orchestrator(HASHER);
  await hashEarly(run, ROOT);
  expect(hashed).toEqual(['a:x']);
  expect(run.taskGraph.tasks['a:x']?.hash).toBe('hash of a:x');
});

it('leaves everything to Nx where there is nobody to ask, or who is asked fails', async () => {
  const failing = { hashTask: () => Promise.reject(new Error('no')) };
  for (const hasher of [undefined, failing]) {
    const run = orchestrator(hasher);
    await hashEarly(run, ROOT);
    expect(run.taskGraph.tasks['a:x']?.hash).toBeUndefined();
  }
});
