import { writeTasks, type LocalTask } from './rig/local-tasks';
import { happened, idsOf, mustEndWith, ranBeside, seenRun, untilAllGone } from './rig/seen-run';
import { untilRecorded } from './rig/recording-worker';
import { NX_MAJORS, nxJsonWith, workspaceRig, type WorkspaceRig } from './rig/workspace-rig';

/**
 * Nx begins with the hub, on which most tasks depend directly; the longest chain begins with c1, and stays the longest by
 * measured times, too, even where a busy machine took its time over the hub.
 */
const HUB_AND_CHAIN: Readonly<Record<string, LocalTask>> = {
  'hub:order': {},
  'leaf1:order': { dependsOn: ['^order'] },
  'leaf2:order': { dependsOn: ['^order'] },
  'leaf3:order': { dependsOn: ['^order'] },
  'c1:order': { does: 'linger' },
  ...Object.fromEntries(
    ['c2', 'c3', 'c4', 'c5', 'c6'].map((name) => [`${name}:order`, { dependsOn: ['^order'], does: 'linger' }]),
  ),
};
const EDGES = {
  ...{ leaf1: ['hub'], leaf2: ['hub'], leaf3: ['hub'] },
  ...{ c2: ['c1'], c3: ['c2'], c4: ['c3'], c5: ['c4'], c6: ['c5'] },
};
const ORDER = ['-t', 'order', '--parallel=1'];

const LIMITS: Readonly<Record<string, number>> = { db: 1, memory: 8 };
/** What each task of the target `work` takes; two name both resources, in opposite order. */
const NEEDS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'd1:work': { db: 1, memory: 6 },
  'd2:work': { memory: 6, db: 1 },
  'd3:work': { db: 1 },
  'm1:work': { memory: 4 },
  'm2:work': { memory: 4 },
  'm3:work': { memory: 4 },
};
const SHARED: Readonly<Record<string, LocalTask>> = {
  ...Object.fromEntries(Object.keys(NEEDS).map((id) => [id, { does: 'linger' }])),
  'd3:work': { does: 'linger', metadata: { crest: { resources: { db: 1 } } } },
  'free:work': {},
  'join:work': { dependsOn: ['^work'] },
  'f1:broken': { does: 'linger fail' },
  'f2:broken': { does: 'linger fail' },
  'f3:broken': { does: 'linger' },
  'n1:first': { does: 'fail' },
  'n2:first': { does: 'fail' },
  's1:endless': { does: 'serve' },
  's2:endless': { does: 'serve' },
  'free:endless': { does: 'wait=start:s1:endless linger' },
  // Both servers want the one port; where a test began before its server, it would wait for its start in vain.
  'web1:serve': { continuous: true, does: 'serve' },
  'web2:serve': { continuous: true, does: 'serve' },
  'web1:site': { dependsOn: ['serve'], does: 'wait=start:web1:serve linger' },
  'web2:site': { dependsOn: ['serve'], does: 'wait=start:web2:serve linger' },
};
/** As nx.json says it; d3 says it in its own metadata. */
const asOptions = (amounts: Readonly<Record<string, number>>): object =>
  Object.fromEntries(Object.entries(amounts).map(([name, n]) => [name, name === 'memory' ? `${n}GB` : n]));
const { 'd3:work': _ofItsOwn, ...inNxJson } = NEEDS;
const OPTIONS = {
  resources: { ...asOptions(LIMITS), port: 1 },
  needs: {
    serve: { port: 1 },
    ...Object.fromEntries(Object.entries(inNxJson).map(([id, amounts]) => [id, asOptions(amounts)])),
    broken: { db: 1 },
    first: { db: 1 },
    's1:endless': { db: 1 },
    's2:endless': { db: 1 },
  },
};

describe.each(NX_MAJORS)('order and resources with Nx %s', (major) => {
  test('plain Nx keeps its own order beside crest run, with the daemon too', async () => {
    const rig = workspaceRig(major);
    writeTasks(rig, HUB_AND_CHAIN, EDGES);
    await expectStockOrder(rig, () => rig.startNx('run-many', ...ORDER));
    await expectCriticalPathFirst(rig, () => rig.startCrest('run', ...ORDER));
    await expectStockOrder(rig, () => rig.startNx('run-many', ...ORDER));
    try {
      await rig.startDaemon();
      await expectCriticalPathFirst(rig, () => rig.startCrestWithDaemon('run', ...ORDER));
      await expectStockOrder(rig, () => rig.startNxWithDaemon('run-many', ...ORDER));
    } finally {
      await rig.nx('daemon', '--stop');
    }
  });

  describe('with a resource of one unit and one of bytes', () => {
    const rig = workspaceRig(major);
    beforeAll(() => {
      rig.write('nx.json', nxJsonWith(OPTIONS));
      writeTasks(rig, SHARED, { join: ['d1', 'd2', 'd3', 'm1', 'm2', 'm3'] });
    });

    test('no more is ever taken than there is, and every task that was held back runs', async () => {
      const seen = await seenRun(rig, () => rig.startCrest('run', '-t', 'work', '--parallel=4', '--json', 'run.json'));
      mustEndWith(0, seen);
      const all = [...Object.keys(NEEDS), 'free:work', 'join:work'];
      expect(happened(seen)).toEqual(all.flatMap((id) => [`${id} end`, `${id} start`]).sort());
      for (const [resource, limit] of Object.entries(LIMITS))
        expect(mostTaken(seen.events, resource)).toBeLessThanOrEqual(limit);
      expect(idsOf(seen, 'end').at(-1)).toBe('join:work');

      const report = JSON.parse(rig.read('run.json')) as {
        measured: { heldBack: string[] };
        tasks: { status: string }[];
      };
      expect(report.measured.heldBack.length).toBeGreaterThan(0);
      expect(report.tasks.map((task) => task.status)).toEqual(all.map(() => 'success'));
    });

    test('those that wait for a resource run when its holder has failed', async () => {
      const seen = await seenRun(rig, () => rig.startCrest('run', '-t', 'broken', '--parallel=4'));
      mustEndWith(1, seen);
      expect(idsOf(seen, 'end').sort()).toEqual(['f1:broken', 'f2:broken', 'f3:broken']);
      expect([...ranBeside(seen).values()].flat()).toEqual([]);
    });

    test('servers of one port are up one after the other, each before what needs it', async () => {
      const seen = await seenRun(rig, () => rig.startCrest('run', '-t', 'site', '--parallel=4'));
      mustEndWith(0, seen);
      const order = seen.events.map(({ event, id }) => `${event} ${id}`);
      const first = order[0]?.includes('web1') ? 'web1' : 'web2';
      const second = first === 'web1' ? 'web2' : 'web1';
      const of = (name: string) => order.filter((line) => line.includes(name));
      expect(of(first).concat(of(second))).toEqual(order); // nothing of the second before the first is gone
      for (const name of [first, second]) {
        expect(of(name).sort()).toEqual(
          [`end ${name}:site`, `start ${name}:serve`, `start ${name}:site`, `stopped ${name}:serve`].sort(),
        );
        expect(of(name).indexOf(`end ${name}:site`)).toBeLessThan(of(name).indexOf(`stopped ${name}:serve`));
      }
    });

    test('with --nxBail none of them runs', async () => {
      const seen = await seenRun(rig, () => rig.startCrest('run', '-t', 'first', '--parallel=4', '--nxBail'));
      mustEndWith(1, seen);
      expect(idsOf(seen, 'start')).toHaveLength(1);
    });

    test('an interruption ends them too, and no process is left', async () => {
      const seen = await seenRun(
        rig,
        () => rig.startCrest('run', '-t', 'endless', '--parallel=4'),
        async (running) => {
          await untilRecorded(rig.root, 'end', 'free:endless');
          running.kill('SIGINT');
        },
      );
      mustEndWith(130, seen);
      await untilAllGone(seen);
      expect(idsOf(seen, 'start').sort()).toEqual(['free:endless', 's1:endless']); // of equal tasks the first by id
    });
  });
});

async function expectStockOrder(rig: WorkspaceRig, start: Parameters<typeof seenRun>[1]): Promise<void> {
  const seen = await seenRun(rig, start);
  mustEndWith(0, seen);
  expect(idsOf(seen, 'start').slice(0, 6)).toEqual(
    ['hub', 'c1', 'c2', 'c3', 'c4', 'c5'].map((name) => `${name}:order`),
  );
}

async function expectCriticalPathFirst(rig: WorkspaceRig, start: Parameters<typeof seenRun>[1]): Promise<void> {
  const seen = await seenRun(rig, start);
  mustEndWith(0, seen);
  const started = idsOf(seen, 'start');
  expect(started.slice(0, 3)).toEqual(['c1:order', 'c2:order', 'c3:order']);
  expect(started).toHaveLength(10);
}

/** The largest amount of a resource that running tasks had at one moment. */
function mostTaken(events: readonly { readonly event: string; readonly id: string }[], resource: string): number {
  let taken = 0;
  let most = 0;
  for (const { event, id } of events) {
    const amount = NEEDS[id]?.[resource] ?? 0;
    taken += event === 'start' ? amount : -amount;
    most = Math.max(most, taken);
  }
  return most;
}
