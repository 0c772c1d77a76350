import fc from 'fast-check';
import { dispatchedRun, type Decision } from '../../testing/dispatched-run.js';
import { graphOf, nodesOf } from '../../testing/graph-of.js';
import type { SchedulingProblem, TaskNeeds } from '../problem/problem.js';
import { totalDemands } from '../problem/total-demands.js';
import { createDispatcher, MOST_OVERTAKES } from './create-dispatcher.js';
import { withinCapacities } from './within-capacities.js';

const RESOURCES = ['db', 'memory'];
const MUTEXES = ['a.ts', 'b.ts'];

const oneTask = fc.record({
  planned: fc.oneof(fc.constant(0), fc.nat(30)),
  real: fc.nat(30),
  on: fc.array(fc.nat(99), { maxLength: 2 }),
  amounts: fc.tuple(fc.nat(4), fc.nat(4)),
  mutexes: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray(MUTEXES) }),
  server: fc.nat(19).map((number) => number === 0),
});

interface RandomRun {
  readonly problem: SchedulingProblem;
  readonly realMs: readonly number[];
  readonly workers: number;
  readonly servers: ReadonlySet<string>;
}

/** Estimates have nothing to do with how long tasks really take; some need more than there is. */
const randomRun = (hasServers: boolean): fc.Arbitrary<RandomRun> =>
  fc
    .record({
      tasks: fc.array(oneTask, { minLength: 2, maxLength: 70 }),
      capacities: fc.tuple(fc.nat(4), fc.nat(4)),
      workers: fc.integer({ min: 1, max: 6 }),
    })
    .map(({ tasks, capacities, workers }) => {
      const rows = tasks.map(({ planned, on, server }, task): [string, [number, ...string[]]] => {
        // A third of them waits for something.
        const before = task === 0 || task % 3 > 0 ? [] : on.map((other) => `t${other % task}`);
        return [`t${task}`, [hasServers && server ? 0 : planned, ...new Set(before)]];
      });
      const needs = tasks.map(({ amounts, mutexes }, task): [number, TaskNeeds] => {
        return [task, { demands: RESOURCES.map((resource, i) => ({ resource, amount: amounts[i]! })), mutexes }];
      });
      const resources = RESOURCES.map((name, i) => ({ name, capacity: capacities[i]! }));
      return {
        problem: { graph: graphOf(nodesOf(Object.fromEntries(rows))), resources, needs: new Map(needs) },
        realMs: tasks.map(({ real }) => real),
        workers,
        servers: new Set(hasServers ? tasks.flatMap(({ server }, task) => (server ? [`t${task}`] : [])) : []),
      };
    });

/** Tasks that need nearly all there is, among many that are believed to take no time. */
const crowdedRun: fc.Arbitrary<RandomRun> = fc
  .record({
    large: fc.array(fc.record({ planned: fc.nat(30), amount: fc.integer({ min: 2, max: 4 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    realMs: fc.array(fc.nat(30), { minLength: 80, maxLength: 80 }),
    workers: fc.integer({ min: 3, max: 6 }),
  })
  .map(({ large, realMs, workers }) => {
    const rows = realMs.map((_, task): [string, [number]] => [`t${task}`, [large[task]?.planned ?? 0]]);
    const needs = realMs.map((_, task): [number, TaskNeeds] => {
      return [task, { demands: [{ resource: 'memory', amount: large[task]?.amount ?? 1 }] }];
    });
    const resources = [{ name: 'memory', capacity: 4 }];
    const graph = graphOf(nodesOf(Object.fromEntries(rows)));
    return { problem: { graph, resources, needs: new Map(needs) }, realMs, workers, servers: new Set() };
  });

const execute = (run: RandomRun): readonly Decision[] =>
  dispatchedRun(createDispatcher(run.problem, { continuous: run.servers }), run);

/** What a task takes, mutexes too, when nobody takes more than there is. */
function takings({ problem }: RandomRun): {
  readonly of: (id: string) => ReadonlyMap<string, number>;
  readonly capacities: ReadonlyMap<string, number>;
} {
  const { resources, needs } = withinCapacities(problem);
  const of = (id: string): ReadonlyMap<string, number> => {
    const need = needs.get(problem.graph.indexOf.get(id)!)!;
    return new Map([...totalDemands(need), ...(need.mutexes ?? []).map((mutex): [string, number] => [mutex, 1])]);
  };
  const files = MUTEXES.map((mutex): [string, number] => [mutex, 1]);
  const capacities = new Map([...resources.map(({ name, capacity }): [string, number] => [name, capacity]), ...files]);
  return { of, capacities };
}

const shares = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  [...a].some(([name, amount]) => amount > 0 && (b.get(name) ?? 0) > 0);

test('every task runs, once, whatever the estimates say; nothing ever stands still', () => {
  fc.assert(
    fc.property(fc.boolean().chain(randomRun), (run) => {
      const started = execute(run).flatMap((decision) => decision.started ?? []);
      expect(started.toSorted()).toEqual(run.problem.graph.ids.toSorted());
    }),
    { numRuns: 300 },
  );
});

test('tasks never take more together than there is', () => {
  fc.assert(
    fc.property(fc.boolean().chain(randomRun), (run) => {
      const { of, capacities } = takings(run);
      for (const { started, forced, running } of execute(run)) {
        if (started === undefined || forced) continue;
        const all = [...running, started].map(of);
        for (const [name, capacity] of capacities) {
          if (!((of(started).get(name) ?? 0) > 0)) continue; // what a forced one took beyond it stays taken
          const taken = all.reduce((sum, each) => sum + (each.get(name) ?? 0), 0);
          expect([name, taken <= capacity]).toEqual([name, true]);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('only what is full holds a task back: the first ready task starts where all that it needs is free', () => {
  fc.assert(
    fc.property(randomRun(false), (run) => {
      const { of, capacities } = takings(run);
      for (const { ready, started, running } of execute(run)) {
        const first = ready[0]!;
        if (started === first) continue;
        const isFull = [...of(first)].some(([name, amount]) => {
          const taken = running.reduce((sum, id) => sum + (of(id).get(name) ?? 0), 0);
          return taken + amount > capacities.get(name)!;
        });
        expect(isFull).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('a task is overtaken at most so often after the time at which, by the plan, everything that ran would have ended', () => {
  fc.assert(
    fc.property(fc.oneof(randomRun(false), crowdedRun), (run) => {
      const { graph } = run.problem;
      const { of } = takings(run);
      const plannedEnd = new Map<string, number>();
      const due = new Map<string, number>();
      const overtaken = new Map<string, number>();
      for (const { nowMs, ready, running, started } of execute(run)) {
        const first = ready[0]!;
        if (started !== first) {
          // Its shadow time is at most this.
          const latest = Math.max(nowMs, ...running.map((id) => plannedEnd.get(id)!));
          due.set(first, Math.min(due.get(first) ?? Infinity, latest));
        }
        if (started === undefined) continue;
        plannedEnd.set(started, nowMs + graph.durations[graph.indexOf.get(started)!]!);
        for (const id of ready.slice(0, ready.indexOf(started))) {
          if ((due.get(id) ?? Infinity) > nowMs || !shares(of(id), of(started))) continue;
          overtaken.set(id, (overtaken.get(id) ?? 0) + 1);
        }
      }
      expect(Math.max(0, ...overtaken.values())).toBeLessThanOrEqual(MOST_OVERTAKES);
    }),
    { numRuns: 300 },
  );
});
