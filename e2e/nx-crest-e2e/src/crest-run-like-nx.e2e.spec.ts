import { writeTasks, type LocalTask } from './rig/local-tasks';
import { untilRecorded } from './rig/recording-worker';
import {
  happened,
  idsOf,
  mustEndWith,
  ranBeside,
  runBoth,
  untilAllGone,
  type RunSeen,
  type TwoRigs,
} from './rig/seen-run';
import { NX_MAJORS, workspaceRig } from './rig/workspace-rig';

const SERVER = { projects: ['server'], target: 'serve' };

/** One workspace holds the tasks of all tests; each has a target name of its own. */
const TASKS: Readonly<Record<string, LocalTask>> = {
  // lib:build → mid:build → app:build → app:deploy ← db:migrate
  'lib:build': {},
  'mid:build': { dependsOn: ['^build'] },
  'app:build': { dependsOn: ['^build'] },
  'db:migrate': {},
  'app:deploy': { dependsOn: ['build', { projects: ['db'], target: 'migrate' }] },

  // Two workers: bad fails while good runs, and third is not started yet.
  'bad:check': { does: 'wait=start:good:check fail' },
  'good:check': { does: 'gone=bad:check linger' },
  'third:check': {},
  'bad:after': { dependsOn: ['check'] },
  'good:after': { dependsOn: ['check'] },

  'alone1:mix': { parallelism: false, does: 'linger' },
  'alone2:mix': { parallelism: false, does: 'linger' },
  'pair1:mix': { does: 'wait=start:pair2:mix' },
  'pair2:mix': { does: 'wait=start:pair1:mix' },

  // report needs the tests, not the server: it ends only where the server was stopped when the tests had ended.
  'server:serve': { continuous: true, does: 'serve' },
  'e2e1:test': { dependsOn: [SERVER], does: 'wait=start:server:serve linger' },
  'e2e2:test': { dependsOn: [SERVER], does: 'wait=start:server:serve' },
  'report:test': {
    dependsOn: [
      { projects: ['e2e1'], target: 'test' },
      { projects: ['e2e2'], target: 'test' },
    ],
    does: 'wait=stopped:server:serve',
  },

  // before:pack → b1:pack; b2:pack → b3:pack → after:pack
  'before:pack': {},
  'b1:pack': { batch: 'possible', dependsOn: ['^pack'] },
  'b2:pack': { batch: 'possible' },
  'b3:pack': { batch: 'possible', dependsOn: ['^pack'] },
  'after:pack': { dependsOn: ['^pack'] },

  // p1:prefer → p2:prefer; p3:prefer (fails) → p4:prefer; p5:prefer
  'p1:prefer': { batch: 'preferred' },
  'p2:prefer': { batch: 'preferred', dependsOn: ['^prefer'] },
  'p3:prefer': { batch: 'preferred', does: 'fail' },
  'p4:prefer': { batch: 'preferred', dependsOn: ['^prefer'] },
  'p5:prefer': { batch: 'preferred' },

  'h1:hold': { does: 'child serve' },
  'h2:hold': { dependsOn: [SERVER], does: 'serve' },
  'h3:hold': { dependsOn: ['^hold'] },
};
const DEPENDS_ON_PROJECTS = {
  ...{ mid: ['lib'], app: ['mid'] },
  ...{ b1: ['before'], b3: ['b2'], after: ['b3'] },
  ...{ p2: ['p1'], p4: ['p3'], h3: ['h1'] },
};

describe.each(NX_MAJORS)('crest run, compared with Nx %s', (major) => {
  const rigs: TwoRigs = { nx: workspaceRig(major), crest: workspaceRig(major) };
  beforeAll(() => {
    for (const rig of [rigs.nx, rigs.crest]) writeTasks(rig, TASKS, DEPENDS_ON_PROJECTS);
  });

  test('a task of other projects on which a task depends has ended before it starts', async () => {
    const both = await runBoth(rigs, ['run', 'app:deploy']);
    for (const seen of [both.nx, both.crest]) {
      mustEndWith(0, seen);
      expect(idsOf(seen, 'end').filter((id) => id !== 'db:migrate')).toEqual([
        ...['lib:build', 'mid:build', 'app:build', 'app:deploy'],
      ]);
      expect(ranBeside(seen).get('app:deploy')).toEqual([]);
      expect(idsOf(seen, 'end').at(-1)).toBe('app:deploy');
    }
    expect(happened(both.crest)).toEqual(happened(both.nx));
  });

  test('what depends on a failed task is skipped, all else runs, and the exit code is 1', async () => {
    const both = await runBoth(rigs, ['run-many', '-t', 'check', 'after', '--parallel=2']);
    expect(idsOf(both.crest, 'end').sort()).toEqual(['bad:check', 'good:after', 'good:check', 'third:check']);
    expect(happened(both.crest)).toEqual(happened(both.nx));
    expect(both.nx.code).not.toBe(0);
    mustEndWith(1, both.crest);
  });

  test('with --nxBail nothing starts any more when a task has failed', async () => {
    const both = await runBoth(rigs, ['run-many', '-t', 'check', 'after', '--parallel=2', '--nxBail']);
    for (const seen of [both.nx, both.crest]) expect(idsOf(seen, 'start').sort()).toEqual(['bad:check', 'good:check']);
    expect(both.nx.code).not.toBe(0);
    mustEndWith(1, both.crest);
  });

  test('a task without parallelism runs alone, others run beside each other', async () => {
    const both = await runBoth(rigs, ['run-many', '-t', 'mix', '--parallel=3']);
    for (const seen of [both.nx, both.crest]) {
      mustEndWith(0, seen);
      expect(Object.fromEntries(ranBeside(seen))).toEqual({
        'alone1:mix': [],
        'alone2:mix': [],
        'pair1:mix': ['pair2:mix'],
        'pair2:mix': ['pair1:mix'],
      });
    }
    expect(happened(both.crest)).toEqual(happened(both.nx));
  });

  test.each(['1', '2'])(
    'a continuous task serves its dependents and is stopped after them, with --parallel=%s',
    async (workers) => {
      const both = await runBoth(rigs, ['run-many', '-t', 'test', `--parallel=${workers}`]);
      for (const seen of [both.nx, both.crest]) {
        mustEndWith(0, seen);
        expect(idsOf(seen, 'end').sort()).toEqual(['e2e1:test', 'e2e2:test', 'report:test']);
        expect(idsOf(seen, 'end').at(-1)).toBe('report:test');
        expect(idsOf(seen, 'stopped')).toEqual(['server:serve']);
        await untilAllGone(seen);
      }
      expect(happened(both.crest)).toEqual(happened(both.nx));
    },
  );

  test('--batch gives one worker all that is ready of one executor, and nothing twice', async () => {
    const both = await runBoth(rigs, ['run-many', '-t', 'pack', '--batch', '--parallel=2']);
    for (const seen of [both.nx, both.crest]) {
      mustEndWith(0, seen);
      expect(tasksOfEachProcess(seen)).toContainEqual(['b2:pack', 'b3:pack']);
      const ends = idsOf(seen, 'end');
      expect(ends.indexOf('b1:pack')).toBeGreaterThan(ends.indexOf('before:pack'));
      expect(ends.indexOf('after:pack')).toBeGreaterThan(ends.indexOf('b3:pack'));
    }
    expect(happened(both.crest)).toEqual(happened(both.nx));
  });

  test('an executor that prefers batches gets one without --batch, and a failure in it skips only what depends on it', async () => {
    const both = await runBoth(rigs, ['run-many', '-t', 'prefer', '--parallel=2']);
    for (const seen of [both.nx, both.crest])
      expect(tasksOfEachProcess(seen)).toEqual([['p1:prefer', 'p2:prefer', 'p3:prefer', 'p5:prefer']]);
    expect(happened(both.crest)).toEqual(happened(both.nx));
    expect(both.nx.code).not.toBe(0);
    mustEndWith(1, both.crest);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s stops every task and process, starts none, and gives exit code %i', async (signal, code) => {
    const both = await runBoth(rigs, ['run-many', '-t', 'hold', '--parallel=3'], async (rig, running) => {
      for (const id of ['server:serve', 'h2:hold']) await untilRecorded(rig.root, 'start', id);
      await untilRecorded(rig.root, 'child', 'h1:hold');
      running.kill(signal);
    });
    for (const seen of [both.nx, both.crest]) {
      await untilAllGone(seen);
      expect(idsOf(seen, 'start').sort()).toEqual(['h1:hold', 'h2:hold', 'server:serve']);
      expect(idsOf(seen, 'end')).toEqual([]);
    }
    expect(both.nx.code).not.toBe(0);
    mustEndWith(code, both.crest);
  });
});

/** The ids of the tasks that started in one process, sorted, for each process. */
function tasksOfEachProcess(seen: RunSeen): string[][] {
  const started = seen.events.filter((line) => line.event === 'start');
  const pids = [...new Set(started.map((line) => line.pid))];
  return pids.map((pid) =>
    started
      .filter((line) => line.pid === pid)
      .map((line) => line.id)
      .sort(),
  );
}
