import fc from 'fast-check';
import { backwards } from '../../graph/backwards.js';
import { graphOf, nodesOf, type GraphRows } from '../../testing/graph-of.js';
import { smallProblem } from '../../testing/small-problem.js';
import { compileProblem } from '../problem/compile-problem.js';
import {
  identicalWorkers,
  schedulingProblem,
  type ProblemOptions,
  type SchedulingProblem,
} from '../problem/scheduling-problem.js';
import { milliseconds } from '../../model/duration.js';
import { validateSchedule } from '../validate-schedule.js';
import { assignWorkers } from './assign-workers.js';
import { parallelScheme } from './parallel-scheme.js';
import { allowsSerialScheme, serialScheme } from './serial-scheme.js';

function problemOf(rows: GraphRows, options: ProblemOptions): SchedulingProblem {
  const { problem, diagnostics } = schedulingProblem(graphOf(nodesOf(rows)), options);
  if (!problem) throw new Error(JSON.stringify(diagnostics));
  return problem;
}

/** Starts by id, with the given keys (document order without). */
function starts(problem: SchedulingProblem, scheme: 'serial' | 'parallel', keys?: readonly number[]) {
  const compiled = compileProblem(problem);
  const build = scheme === 'serial' ? serialScheme(compiled) : parallelScheme(compiled).build;
  const start = new Float64Array(compiled.size);
  build(Float64Array.from(keys ?? problem.graph.ids.keys()), start);
  return Object.fromEntries(problem.graph.ids.map((id, index) => [id, start[index]]));
}

const keysOf = (problem: SchedulingProblem, seed: readonly number[]) =>
  Float64Array.from(problem.graph.ids, (_, index) => seed[index] ?? 0);
const someKeys = fc.array(fc.nat(9), { minLength: 8, maxLength: 8 });

describe('serialScheme', () => {
  //   crane 1:  a a a . . b b b b
  //             . . . c c              c comes last, but fits in before b: b waits for the slow s
  const gap = problemOf(
    { a: [3], s: [5], b: [4, 's'], c: [2] },
    {
      resources: [{ name: 'crane', capacity: 1 }],
      needs: new Map([0, 2, 3].map((task) => [task, { demands: [{ resource: 'crane', amount: 1 }] }])),
    },
  );

  it('fills a gap that a task before it in order has left', () => {
    expect(starts(gap, 'serial')).toEqual({ a: 0, s: 0, b: 5, c: 3 });
  });

  it('leaves a worker idle for a task that comes first by its key, as the parallel scheme never does', () => {
    //   two of a, b (each needs 2 of 3) cannot run together; c needs 1
    const problem = problemOf(
      { a: [2], late: [3, 'a'], c: [4] },
      {
        resources: [{ name: 'r', capacity: 2 }],
        needs: new Map([
          [1, { demands: [{ resource: 'r', amount: 2 }] }],
          [2, { demands: [{ resource: 'r', amount: 1 }] }],
        ]),
      },
    );
    expect(starts(problem, 'serial')).toEqual({ a: 0, late: 2, c: 5 });
    expect(starts(problem, 'parallel')).toEqual({ a: 0, c: 0, late: 4 });
  });

  it('starts the smaller key first, and of equal keys the smaller id', () => {
    const problem = identicalWorkers(graphOf(nodesOf({ t9: [1], t10: [1], u: [1] })), 1);
    expect(starts(problem, 'serial', [5, 5, 1])).toEqual({ u: 0, t10: 1, t9: 2 });
  });

  it('gives every task a time that what it needs allows, whatever the keys', () => {
    fc.assert(
      fc.property(smallProblem, someKeys, (problem, seed) => {
        const compiled = compileProblem(problem);
        fc.pre(allowsSerialScheme(compiled));
        const start = new Float64Array(compiled.size);
        const makespan = serialScheme(compiled)(keysOf(problem, seed), start);
        expect(violations(problem, start, makespan, assignWorkers(compiled, start))).toEqual([]);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('builds the mirrored problem backwards: read from the end it is a schedule too', () => {
    fc.assert(
      fc.property(smallProblem, someKeys, (problem, seed) => {
        const compiled = compileProblem(problem);
        fc.pre(allowsSerialScheme(compiled) && !compiled.running);
        const fromEnd = new Float64Array(compiled.size);
        const makespan = serialScheme(backwards(compiled))(keysOf(problem, seed), fromEnd);
        const start = fromEnd.map((time, task) => makespan - time - compiled.durations[task]!);
        expect(violations(problem, start, makespan, assignWorkers(compiled, start))).toEqual([]);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('builds the same schedule again after another one', () => {
    const scheme = serialScheme(compileProblem(gap));
    const [first, other, again] = [new Float64Array(4), new Float64Array(4), new Float64Array(4)];
    scheme(Float64Array.of(0, 1, 2, 3), first);
    scheme(Float64Array.of(3, 2, 1, 0), other);
    scheme(Float64Array.of(0, 1, 2, 3), again);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});

describe('parallelScheme', () => {
  it('gives every task a time and a worker that what it needs allows, whatever the keys', () => {
    fc.assert(
      fc.property(smallProblem, someKeys, (problem, seed) => {
        const compiled = compileProblem(problem);
        const scheme = parallelScheme(compiled);
        const start = new Float64Array(compiled.size);
        const makespan = scheme.build(keysOf(problem, seed), start);
        expect(violations(problem, start, makespan, scheme.workerOf ?? assignWorkers(compiled, start))).toEqual([]);
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('lets nothing wait that is ready and fits, and starts the smallest key first', () => {
    fc.assert(
      fc.property(smallProblem, someKeys, (problem, seed) => {
        fc.pre([...problem.needs.values()].every(({ worker, running }) => worker === undefined && !running));
        const keys = keysOf(problem, seed);
        expect(starts(problem, 'parallel', [...keys])).toEqual(plainParallel(problem, keys));
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  it('asks tasks with a smaller need too when something is given back', () => {
    const memory = (amount: number) => ({ demands: [{ resource: 'memory', amount }] });
    const problem = problemOf(
      { first: [2], second: [5], big: [1], small: [1] },
      {
        resources: [{ name: 'memory', capacity: 4 }],
        needs: new Map([memory(2), memory(2), memory(3), memory(1)].map((need, task) => [task, need])),
      },
    );
    expect(starts(problem, 'parallel')).toEqual({ first: 0, second: 0, small: 2, big: 5 });
  });

  it('gives an unbound task the worker with the least work of its own left', () => {
    const problem = problemOf({ own: [9], any: [2] }, { workers: 2, needs: new Map([[0, { worker: 0 }]]) });
    const compiled = compileProblem(problem);
    const scheme = parallelScheme(compiled);
    scheme.build(Float64Array.of(1, 0), new Float64Array(2));
    expect([...scheme.workerOf!]).toEqual([0, 1]);
  });
});

/** What the validator says of these times. */
function violations(problem: SchedulingProblem, start: Float64Array, makespan: number, worker: Int32Array) {
  const finish = start.map((time, task) => time + problem.graph.durations[task]!);
  return validateSchedule(problem, {
    workers: problem.workers ?? 0,
    makespan: milliseconds(makespan),
    worker,
    start,
    finish,
  });
}

/** The scheme by its definition: at each moment, all ready tasks by key and id, each started if all that it needs is free. */
function plainParallel({ graph, workers = Infinity, resources, needs }: SchedulingProblem, keys: Float64Array) {
  const start = new Map<number, number>();
  const end = (task: number) => start.get(task)! + graph.durations[task]!;
  const before = (task: number) => [
    ...graph.predecessors.targets.subarray(graph.predecessors.offsets[task], graph.predecessors.offsets[task + 1]),
  ];
  const byKey = [...graph.ids.keys()].sort((a, b) => keys[a]! - keys[b]! || graph.idRanks[a]! - graph.idRanks[b]!);
  for (let now = 0; start.size < graph.size;) {
    const ready = byKey.filter(
      (task) => !start.has(task) && before(task).every((other) => start.has(other) && end(other) <= now),
    );
    const startable = ready.find((task) => {
      if (graph.durations[task] === 0) return true;
      const running = [...start.keys()].filter((other) => graph.durations[other]! > 0 && end(other) > now);
      const taken = (name: string) =>
        [...running, task]
          .flatMap((other) => needs.get(other)?.demands ?? [])
          .filter(({ resource }) => resource === name)
          .reduce((sum, { amount }) => sum + amount, 0);
      const held = new Set(running.flatMap((other) => needs.get(other)?.mutexes ?? []));
      return (
        running.length < workers &&
        resources.every(({ name, capacity }) => taken(name) <= capacity) &&
        (needs.get(task)?.mutexes ?? []).every((mutex) => !held.has(mutex))
      );
    });
    // Tasks without duration are done before anything is given out.
    const chosen = ready.find((task) => graph.durations[task] === 0) ?? startable;
    if (chosen !== undefined) start.set(chosen, now);
    else now = Math.min(...[...start.keys()].map(end).filter((time) => time > now));
  }
  return Object.fromEntries(graph.ids.map((id, index) => [id, start.get(index)]));
}
