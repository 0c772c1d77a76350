import fc from 'fast-check';
import { graphOf, nodesOf, type GraphRows } from '../../testing/graph-of.js';
import { randomGraph } from '../../testing/random-graph.js';
import { smallProblem } from '../../testing/small-problem.js';
import { listSchedule } from '../list-schedule.js';
import type { SchedulingProblem, TaskNeeds } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';
import { bindingChain } from './binding-chain.js';
import type { BindingLink, MeasuredTask } from './measured-run.js';

/** `a: [0, 10]`: a ran from 0 to 10. */
type Times = Readonly<Record<string, readonly [startMs: number, finishMs: number, more?: Partial<MeasuredTask>]>>;

function chainOf(rows: GraphRows, run: Times, more: Partial<SchedulingProblem> = {}): string {
  const problem: SchedulingProblem = {
    graph: graphOf(nodesOf(rows)),
    workers: 2,
    resources: [],
    needs: new Map(),
    ...more,
  };
  const measured = Object.entries(run).map(([id, [startMs, finishMs, rest]]) => ({ id, startMs, finishMs, ...rest }));
  return bindingChain(problem, measured).map(wordsOf).join(' ');
}
const wordsOf = ({ id, waitedFor, resource }: BindingLink): string => `${waitedFor}(${resource ?? ''})${id}`;

/** The run in which each task kept its worker for `gap` before it began. */
function runOf({ graph }: SchedulingProblem, { start, finish }: Schedule, gap = 0): MeasuredTask[] {
  return graph.ids.map((id, task) => {
    const isBusy = finish[task]! > start[task]!;
    return { id, startMs: start[task]! + (isBusy ? gap : 0), finishMs: finish[task]! };
  });
}

/** Nobody is bound to a worker, and nothing has begun. */
const unbound = smallProblem.map((problem): SchedulingProblem => {
  const needs = [...problem.needs].map(([task, { demands = [], mutexes = [] }]): [number, TaskNeeds] => [
    task,
    { demands, mutexes },
  ]);
  return { ...problem, needs: new Map(needs) };
});

describe('the chain that determined the end of a run', () => {
  it('goes back from the task that ended last, through the dependency that ended last', () => {
    const rows = { lib: [1], slow: [1], app: [1, 'lib', 'slow'], other: [1] } as const;
    expect(chainOf(rows, { lib: [0, 10], slow: [0, 12], other: [13, 19], app: [13, 20] })).toBe(
      'start()slow dependency()app',
    );
  });

  it('names the task whose worker was taken over, where all were busy', () => {
    expect(chainOf({ a: [1], b: [1], c: [1] }, { a: [0, 10], b: [0, 30], c: [11, 40] })).toBe('start()a worker()c');
  });

  it('names no worker where one was free all the time', () => {
    expect(chainOf({ a: [1], b: [1], c: [1, 'a'] }, { a: [0, 10], b: [20, 30], c: [30, 40] })).toBe(
      'start()a dependency()c',
    );
  });

  it('names neither worker nor resource that were free long before', () => {
    const rows = { a: [1], b: [1], c: [1] } as const;
    const holding = { demands: [{ resource: 'db', amount: 1 }] };
    const more = { resources: [{ name: 'db', capacity: 1 }], needs: new Map([1, 2].map((task) => [task, holding])) };
    const startingAt = (ms: number): Times => ({ b: [0, 5000], a: [0, 10_000], c: [ms, 20_000] });
    expect(chainOf(rows, startingAt(12_000))).toBe('start()c');
    expect(chainOf(rows, startingAt(12_000), more)).toBe('start()c');
    expect(chainOf(rows, startingAt(5300))).toBe('start()b worker()c');
    expect(chainOf(rows, startingAt(5300), more)).toBe('start()b resource(db)c');
  });

  it('names the dependency, however long ago it ended, before a worker that was free for long', () => {
    const rows = { a: [1], b: [1], c: [1, 'a'] } as const;
    expect(chainOf(rows, { a: [0, 5000], b: [0, 8000], c: [12_000, 20_000] })).toBe('start()a dependency()c');
  });

  it('finds the worker although another one was between two tasks at that moment', () => {
    const run: Times = { a: [0, 98], b: [0, 100], x: [103, 150], c: [105, 200] };
    expect(chainOf({ a: [1], b: [1], x: [1], c: [1] }, run)).toBe('start()b worker()c');
  });

  it('names the resource, and the file, that another task held', () => {
    const rows = { a: [1], b: [1], c: [1] } as const;
    const needs = new Map<number, TaskNeeds>([
      [0, { demands: [{ resource: 'db', amount: 1 }] }],
      [1, { demands: [{ resource: 'db', amount: 1 }], mutexes: ['log.txt'] }],
      [2, { mutexes: ['log.txt'] }],
    ]);
    const more = { workers: 3, needs, resources: [{ name: 'db', capacity: 1 }] };
    expect(chainOf(rows, { a: [0, 10], b: [11, 20], c: [21, 30] }, more)).toBe(
      'start()a resource(db)b resource(log.txt)c',
    );
  });

  it('waits for as many holders of a resource as are needed to make room', () => {
    const amounts = [3, 1, 3];
    const needs = new Map(amounts.map((amount, task) => [task, { demands: [{ resource: 'memory', amount }] }]));
    const more = { workers: 3, needs, resources: [{ name: 'memory', capacity: 4 }] };
    expect(chainOf({ a: [1], b: [1], c: [1] }, { a: [0, 20], b: [0, 10], c: [21, 30] }, more)).toBe(
      'start()a resource(memory)c',
    );
  });

  it('prefers in a tie the dependency, then the resource, then the smaller id', () => {
    const rows = { dep: [1], a: [1], b: [1], c: [1, 'dep'], d: [1] } as const;
    const holding = { demands: [{ resource: 'db', amount: 1 }] };
    const more = { workers: 3, resources: [{ name: 'db', capacity: 2 }] };
    const run: Times = { dep: [0, 10], b: [0, 10], a: [0, 10], c: [10, 20] };
    const all = new Map([1, 2, 3, 4].map((task) => [task, holding]));
    expect(chainOf(rows, run, { ...more, needs: all })).toBe('start()dep dependency()c');
    expect(chainOf({ ...rows, c: [1] }, run, { ...more, needs: all })).toBe('start()a resource(db)c');
    expect(chainOf({ ...rows, c: [1] }, run, { ...more, needs: new Map() })).toBe('start()a worker()c');
  });

  it('looks through milestones, and through dependencies that were not measured', () => {
    const rows = { a: [1], gate: ['milestone', 'a'], gone: [1, 'gate'], b: [1, 'gone'] } as const;
    expect(chainOf(rows, { a: [0, 10], gate: [10, 11], b: [20, 30] })).toBe('start()a dependency()b');
  });

  it('gives restored tasks no worker: nobody waited for theirs', () => {
    const rows = { a: [1], b: [1], c: [1], lib: [1], app: [1, 'lib'] } as const;
    const restored = { restored: true };
    const run: Times = { a: [0, 9, restored], b: [0, 9, restored], c: [0, 9, restored], lib: [0, 7], app: [9, 20] };
    expect(chainOf(rows, run)).toBe('start()lib dependency()app');
  });

  it('knows that a task which ran alone waited for all the others', () => {
    const run: Times = { a: [0, 10], b: [0, 30], c: [31, 40, { alone: true }] };
    expect(chainOf({ a: [1], b: [1], c: [1] }, run, { workers: 3 })).toBe('start()b worker()c');
  });

  it('lets a task wait until no more than all workers were busy, where a batch ran on more', () => {
    const run: Times = { a: [0, 8], b: [0, 10], c: [0, 30], d: [11, 40] };
    expect(chainOf({ a: [1], b: [1], c: [1], d: [1] }, run)).toBe('start()b worker()d');
  });

  it('believes a dependency more than a clock that was set back', () => {
    expect(chainOf({ a: [1], b: [1, 'a'] }, { a: [0, 10], b: [8, 20] })).toBe('start()a dependency()b');
  });

  it('is empty where nothing was measured', () => {
    expect(chainOf({ a: [1] }, {})).toBe('');
  });

  it('explains every moment of a list schedule: its durations sum to the makespan', () => {
    fc.assert(
      fc.property(unbound, (problem) => {
        const schedule = listSchedule(problem);
        const chain = bindingChain(problem, runOf(problem, schedule));
        const sum = chain.reduce((total, { startMs, finishMs }) => total + finishMs - startMs, 0);
        expect(sum).toBe(schedule.makespan);
      }),
      { numRuns: 500 },
    );
  });

  it.each([1, 2, 3, 4, 5])('explains large runs with the same overhead before each task exactly, seed %i', (seed) => {
    const gap = 20;
    const graph = randomGraph(seed, 300);
    const problem = { graph, workers: 1 + (seed % 4), resources: [], needs: new Map<number, TaskNeeds>() };
    const durations = graph.durations.map((duration) => (duration > 0 ? duration + gap : 0));
    const schedule = listSchedule({ ...problem, graph: { ...graph, durations } });
    const chain = bindingChain(problem, runOf(problem, schedule, gap));
    const between = chain.map(({ startMs, finishMs }, link) =>
      finishMs === startMs ? 0 : startMs - (chain[link - 1]?.finishMs ?? 0),
    );
    expect(new Set(between.filter((time) => time > 0))).toEqual(new Set([gap]));
    expect(chain.at(-1)!.finishMs).toBe(schedule.makespan);
    expect(chain.filter(({ waitedFor }) => waitedFor === 'worker').length).toBeGreaterThan(0);
  });

  it('goes back in time, to a task that waited for nothing, and through no task twice, whatever was measured', () => {
    const time = fc.nat(40);
    fc.assert(
      fc.property(
        smallProblem,
        fc.array(fc.tuple(time, time, fc.boolean(), fc.boolean()), { maxLength: 7 }),
        (problem, all) => {
          const run = all.slice(0, problem.graph.size).map(([startMs, finishMs, restored, alone], task) => ({
            ...{ id: problem.graph.ids[task]!, startMs, finishMs, restored, alone },
          }));
          const chain = bindingChain(problem, run);
          const real = run.filter((_, task) => problem.graph.isMilestone[task] === 0);
          expect(new Set(chain.map(({ id }) => id)).size).toBe(chain.length);
          expect(chain.map(({ startMs }) => startMs)).toEqual(
            chain.map(({ startMs }) => startMs).sort((a, b) => a - b),
          );
          expect(chain.map(({ waitedFor }) => waitedFor === 'start')).toEqual(chain.map((_, link) => link === 0));
          if (real.length === 0) return;
          expect(chain.at(-1)!.finishMs).toBe(Math.max(...real.map((one) => Math.max(one.startMs, one.finishMs))));
        },
      ),
      { numRuns: 500 },
    );
  });
});
