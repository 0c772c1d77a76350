import fc from 'fast-check';
import { milliseconds, type Milliseconds } from '../../model/duration.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { graphOf, nodesOf, snapshotOf, type GraphRows } from '../../testing/graph-of.js';
import { randomGraph } from '../../testing/random-graph.js';
import { identicalWorkers, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { optimizeSchedule } from '../search/optimize-schedule.js';
import { validateSchedule } from '../validate-schedule.js';
import { measureMoves } from './measure-moves.js';
import type { PlannedWork, PlanState, TaskProgress } from './plan-state.js';
import { replan, type Replanned, type ReplanOptions } from './replan.js';

const ms = milliseconds;

function planned(problem: SchedulingProblem): PlannedWork {
  return { problem, schedule: optimizeSchedule(problem, { budget: 20 }).schedule };
}

function planOf(rows: GraphRows, workers: number): PlannedWork {
  return planned(identicalWorkers(graphOf(nodesOf(rows)), workers));
}

const stateAt = (now: number, progress: Record<string, TaskProgress> = {}): PlanState => ({
  now: now as Milliseconds,
  progress: new Map(Object.entries(progress)),
});

type Planned = Extract<Replanned, { kind: 'planned' }>;

/** Replans, and lets the validator judge what comes out. */
function sound(previous: PlannedWork, state: PlanState, problem = previous.problem, options?: ReplanOptions): Planned {
  const result = replan(previous, problem, state, options);
  if (result.kind !== 'planned') throw new Error(JSON.stringify(result.diagnostics));
  expect(validateSchedule(result.remaining.problem, result.remaining.schedule)).toEqual([]);
  expect(result.remaining.schedule.makespan).toBeGreaterThanOrEqual(result.bound.makespan);
  return result;
}

function slots({ problem: { graph }, schedule }: PlannedWork): Record<string, string> {
  return Object.fromEntries(
    graph.ids.map((id, task) => [
      id,
      `${schedule.start[task]!}–${schedule.finish[task]!} on ${schedule.worker[task]!}`,
    ]),
  );
}

/** What is done and what runs at that time, if all goes as planned. */
function asPlanned({ problem: { graph }, schedule }: PlannedWork, now: number): PlanState {
  const progress = new Map<string, TaskProgress>();
  for (const [task, id] of graph.ids.entries()) {
    const [since, finishedAt] = [schedule.start[task]! as Milliseconds, schedule.finish[task]! as Milliseconds];
    if (graph.isMilestone[task] === 1) continue;
    if (finishedAt <= now) progress.set(id, { kind: 'done', startedAt: since, finishedAt });
    else if (since < now) progress.set(id, { kind: 'running', since });
  }
  return { now: ms(now), progress };
}

/**
 * Two workers: a, c, e on one, b, d on the other; f needs both.
 *
 * ```text
 *   a 2 ──► c 3 ──► e 2 ──► f 1
 *   b 4 ──► d 2 ────────────┘        d has 1 to spare
 * ```
 */
const two = planOf({ a: [2], b: [4], c: [3, 'a'], d: [2, 'b'], e: [2, 'c'], f: [1, 'd', 'e'] }, 2);

describe('replan', () => {
  it('moves nothing where all goes as planned', () => {
    for (const now of [0, 1, 2, 3, 5, 7, 8]) {
      const { plan, method, moves } = sound(two, asPlanned(two, now));

      expect(method).toBe('kept');
      expect(slots(plan)).toEqual(slots(two));
      expect([moves.shifted, moves.moved]).toEqual([[], []]);
    }
  });

  it('moves no other task when one is late within its slack', () => {
    const { a, b, c, e, f } = slots(two);
    const done = Object.fromEntries(
      Object.entries({ a: 2, b: 4, c: 5 }).map(([id, at]) => [id, { kind: 'done' as const, finishedAt: ms(at) }]),
    );

    const { plan, method } = sound(
      two,
      stateAt(5, { ...done, d: { kind: 'running', since: ms(4), remaining: ms(2) } }), // 1 longer
    );

    expect(method).toBe('kept');
    expect(slots(plan)).toEqual({ a, b, c, d: '4–7 on 1', e, f });
  });

  it('delays what waits for a failed task, and nothing else', () => {
    const rows: GraphRows = { a: [4], b: [4], c: [4], a2: [4, 'a'], b2: [4, 'b'], c2: [4, 'c'] };
    const before = planOf(rows, 3);

    const { plan, moves } = sound(
      before,
      stateAt(4, {
        a: { kind: 'done', finishedAt: ms(4) },
        b: { kind: 'failed' },
        c: { kind: 'done', finishedAt: ms(4) },
      }),
    );

    expect(slots(plan)).toMatchObject({ a2: '4–8 on 0', b: '4–8 on 1', b2: '8–12 on 1', c2: '4–8 on 2' });
    expect(moves.shifted).toEqual(['b', 'b2']);
    expect(moves.kept).toEqual(['a2', 'c2']);
  });

  it('does a failed task again in a gap rather than push what does not wait for it', () => {
    const before = planOf({ a: [2], b: [2], c: [6, 'a'], d: [2, 'c'] }, 2);

    const { plan, moves } = sound(
      before,
      stateAt(2, {
        a: { kind: 'done', finishedAt: ms(2) },
        b: { kind: 'failed' },
      }),
    );

    expect(slots(plan)).toMatchObject({ b: '2–4 on 1', c: '2–8 on 0', d: '8–10 on 0' });
    expect(moves.kept).toEqual(['c', 'd']);
  });

  it('lets all follow earlier, in the same order, when something is done early', () => {
    const before = planOf({ a: [5], b: [5, 'a'], c: [2, 'b'] }, 1);

    const { plan, moves } = sound(before, stateAt(3, { a: { kind: 'done', startedAt: ms(0), finishedAt: ms(3) } }));

    expect(slots(plan)).toEqual({ a: '0–3 on 0', b: '3–8 on 0', c: '8–10 on 0' });
    expect(moves.shifted).toEqual(['b', 'c']);
    expect(moves.moved).toEqual([]);
  });

  it('keeps the order on a worker who is late', () => {
    const before = planOf({ a: [5], b: [4], c: [3] }, 1);

    const { plan, moves } = sound(before, stateAt(5, { a: { kind: 'running', since: ms(0), remaining: ms(4) } }));

    expect(slots(plan)).toEqual({ a: '0–9 on 0', b: '9–13 on 0', c: '13–16 on 0' });
    expect(moves).toEqual({ kept: [], shifted: ['b', 'c'], moved: [], added: [], removed: [] });
  });

  it('moves one task rather than shift many', () => {
    const before = planOf({ a: [5], b: [5], c: [3], d: [2], e: [1] }, 1);

    const { plan, moves } = sound(before, stateAt(5, { a: { kind: 'running', since: ms(0), remaining: ms(5) } }));

    expect(slots(plan)).toMatchObject({ a: '0–10 on 0', c: '10–13 on 0', d: '13–15 on 0', e: '15–16 on 0' });
    expect(moves).toMatchObject({ kept: ['c', 'd', 'e'], shifted: [], moved: ['b'] });
  });

  it('gives work to others only where that gains more than the stated share', () => {
    // worker 0 is stuck with a; b waits behind it, though worker 1 is free
    const before = planOf({ a: [4], x: [4], b: [4], y: [3] }, 2);
    expect(slots(before)).toMatchObject({ a: '0–4 on 0', b: '0–4 on 1', x: '4–8 on 0', y: '4–7 on 1' });
    const late = stateAt(4, {
      a: { kind: 'running', since: ms(0), remaining: ms(20) },
      b: { kind: 'done', finishedAt: ms(4) },
    });

    const { plan } = sound(before, late);
    expect(slots(plan)).toMatchObject({ y: '4–7 on 1', x: '7–11 on 1' });

    const patient = sound(before, late, before.problem, { leastGain: 0.5 });
    expect(patient.method).toBe('same-order');
    expect(slots(patient.plan)).toMatchObject({ x: '24–28 on 0' });
  });

  it('finds tasks by id in a document that changed, and puts new ones in', () => {
    const rows: GraphRows = { new: [1, 'b'], f: [1, 'd', 'e'], e: [2, 'c'], d: [2, 'b'], c: [3, 'a'], b: [4], a: [2] };
    const changed = identicalWorkers(graphOf(nodesOf(rows)), 2);

    const { plan, moves } = sound(two, asPlanned(two, 2), changed);

    const { new: added, ...others } = slots(plan);
    expect(others).toEqual(slots(two));
    expect(added).toBe('6–7 on 1');
    expect(moves.added).toEqual(['new']);
  });

  it('forgets what the document has no more', () => {
    const without = identicalWorkers(graphOf(nodesOf({ a: [2], c: [3, 'a'], f: [1, 'c'] })), 2);

    const { moves, plan } = sound(two, asPlanned(two, 2), without);

    expect(moves.removed).toEqual(['d', 'e']); // b ran, so it is no change of the plan
    expect(plan.schedule.makespan).toBe(6);
  });

  it('gives a task that overruns the least that may remain', () => {
    const before = planOf({ a: [2], b: [1, 'a'] }, 1);

    const { plan } = sound(before, stateAt(9, { a: { kind: 'running', since: ms(0) } }), before.problem, {
      minimumRemaining: ms(3),
    });

    expect(slots(plan)).toEqual({ a: '0–12 on 0', b: '12–13 on 0' });
  });

  it('keeps running tasks on their workers, wherever that is', () => {
    const { plan } = sound(
      two,
      stateAt(1, {
        a: { kind: 'running', since: ms(0), worker: 1 },
        b: { kind: 'running', since: ms(0) }, // planned on 1, where a runs
      }),
    );

    expect(slots(plan)).toMatchObject({ a: '0–2 on 1', b: '0–4 on 0' });
  });

  it('says that a milestone was reached when what it waits for was done', () => {
    const before = planOf({ a: [2], b: [3], one: ['milestone', 'a'], c: [1, 'one', 'b'] }, 2);

    const { plan } = sound(before, asPlanned(before, 3));

    expect(slots(plan)['one']).toBe('2–2 on -1');
  });

  it('minds resources and mutexes', () => {
    const graph = graphOf(nodesOf({ a: [3], b: [3], c: [3], d: [3] }));
    const needs = new Map([
      [0, { mutexes: ['x.ts'] }],
      [1, { mutexes: ['x.ts'] }],
      [2, { demands: [{ resource: 'agents', amount: 2 }] }],
      [3, { demands: [{ resource: 'agents', amount: 2 }] }],
    ]);
    const before = planned({ graph, workers: 4, resources: [{ name: 'agents', capacity: 3 }], needs });

    const { plan } = sound(
      before,
      stateAt(1, {
        a: { kind: 'running', since: ms(0), remaining: ms(5) },
        c: { kind: 'running', since: ms(0) },
      }),
    );

    expect(plan.schedule.start).toEqual(Float64Array.of(0, 6, 0, 3));
  });

  it('says what is wrong where running tasks take more than there is', () => {
    const fewer = identicalWorkers(two.problem.graph, 1);
    const running = stateAt(1, { a: { kind: 'running', since: ms(0) }, b: { kind: 'running', since: ms(0) } });
    expect(replan(two, fewer, running)).toMatchObject({ kind: 'impossible', diagnostics: [{ code: 'CREST107' }] });

    const needs = new Map([0, 1].map((task) => [task, { mutexes: ['x.ts'] }]));
    expect(replan(two, { ...two.problem, needs }, running)).toMatchObject({
      kind: 'impossible',
      diagnostics: [
        {
          code: 'CREST108',
          message: '"a", "b" are running and take 2 of "mutex x.ts", of which there is 1',
        },
      ],
    });
  });

  it.each([
    ['now', stateAt(-1)],
    ['"a"', stateAt(3, { a: { kind: 'running', since: ms(4) } })],
    ['"a"', stateAt(3, { a: { kind: 'done', finishedAt: ms(4) } })],
    ['"a"', stateAt(3, { a: { kind: 'done', startedAt: ms(3), finishedAt: ms(2) } })],
  ])('refuses a state of the future: %s', (name, state) => {
    expect(() => replan(two, two.problem, state)).toThrow(name);
  });

  it.each([
    ['now', stateAt(NaN)],
    ['now', stateAt(Infinity)],
    ['remaining of "a"', stateAt(3, { a: { kind: 'running', since: ms(0), remaining: NaN as Milliseconds } })],
    ['remaining of "a"', stateAt(3, { a: { kind: 'running', since: ms(0), remaining: -1 as Milliseconds } })],
    ['worker of "a"', stateAt(3, { a: { kind: 'running', since: ms(0), worker: -1 } })],
    ['worker of "a"', stateAt(3, { a: { kind: 'done', finishedAt: ms(1), worker: 0.5 } })],
  ])('refuses a state with numbers that are none: %s', (name, state) => {
    expect(() => replan(two, two.problem, state)).toThrow(RangeError);
    expect(() => replan(two, two.problem, state)).toThrow(name);
  });

  it.each([
    ['minimumRemaining', { minimumRemaining: NaN as Milliseconds }],
    ['leastGain', { leastGain: 1 }],
    ['leastGain', { leastGain: NaN }],
  ])('refuses options out of their range: %s', (name, options) => {
    const running = stateAt(1, { a: { kind: 'running', since: ms(0) } });

    expect(() => replan(two, two.problem, running, options)).toThrow(name);
  });

  it('knows since when and on whom a task runs that ends right now', () => {
    const { plan } = sound(two, stateAt(1, { a: { kind: 'running', since: ms(0), remaining: ms(0) } }));

    expect([plan.schedule.start[0], plan.schedule.finish[0], plan.schedule.worker[0]]).toEqual([
      0,
      1,
      two.schedule.worker[0],
    ]);
  });

  it('leaves a new task that runs with the worker to whom it is bound', () => {
    const graph = graphOf(nodesOf({ a: [4], b: [4], new: [2] }));
    const problem = { ...identicalWorkers(graph, 4), needs: new Map([[2, { worker: 3 }]]) };
    const { plan } = sound(two, stateAt(1, { new: { kind: 'running', since: ms(0) } }), problem);

    expect(plan.schedule.worker[2]).toBe(3);
  });

  it('does not take a resource for the worker or file of the same name', () => {
    const resources = [{ name: 'worker 0', capacity: 2 }];
    const needs = new Map([[0, { demands: [{ resource: 'worker 0', amount: 2 }] }]]);
    const before = planned({ ...two.problem, resources, needs });
    const running = stateAt(1, { a: { kind: 'running', since: ms(0), worker: 0 } });

    expect(replan(before, before.problem, running).kind).toBe('planned');
  });
});

describe('replan, on any plan in any state', () => {
  const drawn = fc.record({
    seed: fc.integer({ min: 1, max: 10_000 }),
    size: fc.integer({ min: 1, max: 40 }),
    workers: fc.integer({ min: 1, max: 5 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    fates: fc.array(fc.nat(9), { minLength: 40, maxLength: 40 }),
    resources: fc.boolean(),
  });

  function problemOf(graph: TaskGraph, workers: number, withResources: boolean): SchedulingProblem {
    if (!withResources) return identicalWorkers(graph, workers);
    const needs = new Map(
      graph.ids.map((_, task) => [
        task,
        {
          ...(task % 3 === 0 ? { demands: [{ resource: 'r', amount: 1 + (task % 2) }] } : {}),
          ...(task % 5 === 0 ? { mutexes: [`m${task % 10}`] } : {}),
          ...(task % 11 === 0 ? { worker: task % workers } : {}),
        },
      ]),
    );
    return { graph, workers, resources: [{ name: 'r', capacity: 3 }], needs };
  }

  it('makes a valid schedule in which running tasks keep their workers and nothing begins before now', () => {
    fc.assert(
      fc.property(drawn, ({ seed, size, workers, share, fates, resources }) => {
        const before = planned(problemOf(randomGraph(seed, size), workers, resources));
        const { ids, durations, predecessors } = before.problem.graph;
        const now = Math.floor(share * before.schedule.makespan);
        const progress = new Map(asPlanned(before, now).progress);
        for (const [task, id] of ids.entries()) {
          const known = progress.get(id);
          const fate = fates[task % fates.length];
          const waitsFor = Array.from(
            predecessors.targets.subarray(predecessors.offsets[task], predecessors.offsets[task + 1]),
          );
          const mayHaveBegun = waitsFor.every((on) => durations[on] === 0 || progress.get(ids[on]!)?.kind === 'done');
          if (!known) continue;
          if (!mayHaveBegun) progress.delete(id);
          else if (fate === 0) progress.set(id, { kind: 'failed' });
          else if (fate === 1 && known.kind === 'running')
            progress.set(id, { ...known, remaining: ms(1 + (task % 90)) });
        }
        const graph = { ...before.problem.graph, durations: durations.map((d, i) => (fates[i]! > 7 ? 2 * d : d)) };
        const unchanged = snapshotOf(graph);

        const changed = { ...before.problem, graph };
        const { plan } = sound(before, { now: ms(now), progress }, changed, { budget: 20 });

        for (const [task, id] of ids.entries()) {
          const kind = progress.get(id)?.kind;
          if (kind === 'running') expect(plan.schedule.worker[task]).toBe(before.schedule.worker[task]);
          else if (kind !== 'done' && durations[task]! > 0)
            expect(plan.schedule.start[task]).toBeGreaterThanOrEqual(now);
        }
        expect(snapshotOf(graph)).toBe(unchanged);
      }),
      { numRuns: 100 },
    );
  });

  it('moves nothing where all goes as planned', () => {
    fc.assert(
      fc.property(drawn, ({ seed, size, workers, share, resources }) => {
        const before = planned(problemOf(randomGraph(seed, size), workers, resources));
        const state = asPlanned(before, Math.floor(share * before.schedule.makespan));

        const { moves, plan } = sound(before, state);

        expect(moves.moved).toEqual([]);
        expect(moves.shifted).toEqual([]);
        expect(plan.schedule.makespan).toBe(before.schedule.makespan);
      }),
      { numRuns: 60 },
    );
  });

  it('moves far fewer tasks than a plan from scratch would, and ends hardly later', () => {
    const total = { moved: 0, fromScratch: 0, makespan: 0, shortest: 0 };
    for (let seed = 1; seed <= 20; seed++) {
      const before = planned(problemOf(randomGraph(seed, 60), 3, false));
      const state = asPlanned(before, Math.floor(before.schedule.makespan / 3));
      const late = [...state.progress].map(([id, known]): [string, TaskProgress] =>
        known.kind === 'running' ? [id, { ...known, remaining: ms(60) }] : [id, known],
      );

      const { plan, moves, remaining } = sound(before, { ...state, progress: new Map(late) });

      const { schedule } = optimizeSchedule(remaining.problem);
      const shift = (times: Float64Array) => times.map((time) => time + state.now);
      const fromScratch = {
        ...plan,
        schedule: { ...schedule, start: shift(schedule.start), finish: shift(schedule.finish) },
      };
      total.moved += moves.moved.length;
      total.fromScratch += measureMoves(before, fromScratch, { state }).moved.length;
      total.makespan += remaining.schedule.makespan;
      total.shortest += schedule.makespan;
    }

    expect(total.moved).toBeLessThan(total.fromScratch / 4);
    expect(total.makespan).toBeLessThanOrEqual(total.shortest * 1.01);
  });
});
