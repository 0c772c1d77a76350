import type { EdgeOrigin } from '@nx-crest/core';
import { planDocument } from './plan-document.js';

const SPEC_KIT = 'specs/001-demo/tasks.md';
const read = (path: string, text: string | Uint8Array, without: readonly EdgeOrigin[] = []) => {
  const documents = [{ path, bytes: typeof text === 'string' ? Buffer.from(text) : text }];
  return planDocument({ path, isFolder: false, documents }, { '*': without });
};

/** Task Master's form, in which a dependency is always explicit. */
function taskMaster(tasks: readonly (readonly [number, string, readonly number[]])[]) {
  const content = tasks.map(([id, status, dependencies]) => ({ id, title: `Do ${id}`, status, dependencies }));
  return read('.taskmaster/tasks/tasks.json', JSON.stringify({ tasks: content }));
}

const edgesOf = ({ plans }: ReturnType<typeof planDocument>) =>
  (plans[0]?.nodes ?? []).flatMap(({ id, dependsOn }) => dependsOn.map((on) => `${id} ${on.origin} ${on.id}`));

test('tasks carry what a view of the graph shows', () => {
  const { plans } = read(
    SPEC_KIT,
    '# Tasks: Demo\n\n- [ ] T001 Write src/a.ts\n- [ ] T002 Use src/a.ts (depends on T001)\n',
  );
  const nodes = plans[0]?.nodes ?? [];
  expect(plans[0]).toMatchObject({ title: 'Demo', broken: false });
  expect(nodes.find(({ id }) => id === 'T002')).toMatchObject({
    kind: 'task',
    status: 'todo',
    wave: 1,
    slackMs: 0,
    critical: true,
    estimateSource: 'default',
    files: ['src/a.ts'],
  });
});

test('kinds of dependency can be left out', () => {
  const text = '# Tasks\n\n- [ ] T001 a\n- [ ] T002 b\n';
  expect(edgesOf(read(SPEC_KIT, text))).toContain('T002 order T001');
  expect(edgesOf(read(SPEC_KIT, text, ['order']))).not.toContain('T002 order T001');
});

test('planned work keeps an explicit dependency on a dropped task, which will refuse', () => {
  const edges = edgesOf(
    taskMaster([
      [1, 'pending', []],
      [2, 'cancelled', [1]],
      [3, 'pending', [2]],
    ]),
  );
  expect(edges).toContain('3 explicit 2');
});

test('finished work is led past a dropped task', () => {
  const edges = edgesOf(
    taskMaster([
      [1, 'pending', []],
      [2, 'cancelled', [1]],
      [3, 'done', [2]],
    ]),
  );
  expect(edges).toContain('3 explicit 1');
  expect(edges).not.toContain('3 explicit 2');
});

test('an error leaves no node, and says so', () => {
  const { plans, noTasks } = read(SPEC_KIT, '# Tasks\n\n- [ ] T001 a (depends on T009)\n');
  expect(plans).toMatchObject([{ nodes: [], broken: true }]);
  expect(noTasks).toBe(false);
});

test('text that cannot be read is broken, not empty', () => {
  const { plans, noTasks } = read(SPEC_KIT, Uint8Array.of(0xff, 0xfe, 0x41, 0x00));
  expect(plans).toEqual([{ nodes: [], broken: true }]);
  expect(noTasks).toBe(false);
});

test('prose holds no plan', () => {
  for (const text of ['', '# Notes\n\nNothing to do.\n']) {
    expect(read(SPEC_KIT, text)).toEqual({ plans: [], noTasks: true });
  }
});

test('each tag with tasks is a plan of its own', () => {
  const task = { id: 1, title: 'x', status: 'pending', dependencies: [] };
  const text = JSON.stringify({ master: { tasks: [task] }, empty: { tasks: [] }, other: { tasks: [task] } });
  const { plans } = read('.taskmaster/tasks/tasks.json', text);
  expect(plans.map(({ tag }) => tag)).toEqual(['master', 'other']);
});

test('the result survives being kept as JSON', () => {
  const planned = read(SPEC_KIT, '# Tasks\n\n- [ ] T001 a\n- [X] T002 b\n');
  expect(JSON.parse(JSON.stringify(planned))).toEqual(planned);
});
