import { dispatchedRun, starts, type VirtualRun } from '../../testing/dispatched-run.js';
import { graphOf, nodesOf, type GraphRows } from '../../testing/graph-of.js';
import type { SchedulingProblem, TaskNeeds } from '../problem/problem.js';
import { createDispatcher, MOST_OVERTAKES } from './create-dispatcher.js';

const take = (amounts: Readonly<Record<string, number>>): TaskNeeds => ({
  demands: Object.entries(amounts).map(([resource, amount]) => ({ resource, amount })),
});

function problemOf(
  rows: GraphRows,
  capacities: Readonly<Record<string, number>> = {},
  needs: Readonly<Record<string, TaskNeeds>> = {},
): SchedulingProblem {
  const graph = graphOf(nodesOf(rows));
  return {
    graph,
    resources: Object.entries(capacities).map(([name, capacity]) => ({ name, capacity })),
    needs: new Map(Object.entries(needs).map(([id, need]) => [graph.indexOf.get(id)!, need])),
  };
}

/** Executes as planned. */
function run(
  problem: SchedulingProblem,
  { workers = 4, servers = [] }: { readonly workers?: number; readonly servers?: readonly string[] } = {},
): readonly string[] {
  const virtual: VirtualRun = { problem, workers, realMs: [...problem.graph.durations], servers: new Set(servers) };
  return starts(dispatchedRun(createDispatcher(problem, { continuous: new Set(servers) }), virtual));
}

describe('order', () => {
  //   a 1 ──► d 5      e 3
  const problem = problemOf({ e: [3], c: [1], b: [1], a: [1], d: [5, 'a'] });

  it('begins with the largest bottom level, of equal ones with the smaller id', () => {
    expect(run(problem, { workers: 1 })).toEqual(['a@0', 'd@1', 'e@6', 'b@9', 'c@10']);
  });

  it('takes another priority where one is given', () => {
    const dispatcher = createDispatcher(problem, { priority: Float64Array.of(0, 7, 0, 0, 0) });

    expect(['a', 'b', 'c', 'd', 'e'].sort((a, b) => dispatcher.compare(a, b))).toEqual(['c', 'a', 'b', 'd', 'e']);
    expect(() => createDispatcher(problem, { priority: new Float64Array(2) })).toThrow(RangeError);
  });

  it('puts what the problem does not know last, by id', () => {
    const dispatcher = createDispatcher(problem);

    expect(['y', 'e', 'x', 'a'].sort((a, b) => dispatcher.compare(a, b))).toEqual(['a', 'e', 'x', 'y']);
  });

  it('looks at the first ready task only where that one may start', () => {
    const ready = new Proxy(['a', 'b'], {
      get: (list, key) => {
        if (key === '1') throw new Error('looked further');
        return Reflect.get(list, key) as unknown;
      },
    });

    expect(createDispatcher(problem).next(ready, 0)).toBe('a');
  });
});

describe('resources', () => {
  it('never lets tasks take more together than there is', () => {
    const needs = { a: take({ db: 1 }), b: take({ db: 1 }), c: take({ db: 1 }) };

    expect(run(problemOf({ a: [3], b: [3], c: [3] }, { db: 2 }, needs))).toEqual(['a@0', 'b@0', 'c@3']);
  });

  it('gives a mutex to one task at a time', () => {
    const needs = { a: { mutexes: ['x.ts'] }, b: { mutexes: ['x.ts', 'y.ts'] }, c: { mutexes: ['y.ts'] } };

    expect(run(problemOf({ a: [3], b: [3], c: [3] }, {}, needs))).toEqual(['a@0', 'c@0', 'b@3']);
  });

  it('runs tasks that need two resources, told in opposite order, one after the other', () => {
    const needs = { a: take({ db: 1, port: 1 }), b: take({ port: 1, db: 1 }) };

    expect(run(problemOf({ a: [3], b: [3] }, { db: 1, port: 1 }, needs))).toEqual(['a@0', 'b@3']);
  });

  it('holds no task back that needs nothing, or that the problem does not know', () => {
    const dispatcher = createDispatcher(
      problemOf({ a: [9], b: [8], c: [7] }, { db: 1 }, { a: take({ db: 1 }), b: take({ db: 1 }) }),
    );
    dispatcher.start('a', 0);

    expect(dispatcher.next(['b', 'c'], 0)).toBe('c');
    expect(dispatcher.next(['b', 'stranger'], 0)).toBe('stranger');
    expect(dispatcher.next(['b'], 0)).toBeUndefined();
    expect(dispatcher.heldBack()).toEqual(['b']);
  });

  it('names what was held back at least once, sorted', () => {
    const needs = { z: take({ db: 1 }), y: take({ db: 1 }), a: take({ db: 1 }) };
    const problem = problemOf({ z: [3], y: [2], a: [1] }, { db: 1 }, needs);
    const dispatcher = createDispatcher(problem);
    dispatchedRun(dispatcher, { problem, workers: 2, realMs: [3, 2, 1] });

    expect(dispatcher.heldBack()).toEqual(['a', 'y']);
  });

  it.each([
    ['more than there is', { db: 2 }, { a: take({ db: 9 }), b: take({ db: 1 }) }],
    ['what there is none of', { db: 0 }, { a: take({ db: 1 }), b: take({ db: 1 }) }],
    ['what is not declared', {}, { a: take({ db: 3 }), b: take({ db: 1 }) }],
  ])('runs a task that needs %s alone on that resource', (_, capacities, needs) => {
    expect(run(problemOf({ a: [3], b: [2] }, capacities, needs))).toEqual(['a@0', 'b@3']);
  });

  it('passes over the end of what never ran, and a start that is told twice', () => {
    const dispatcher = createDispatcher(
      problemOf({ a: [3], b: [3] }, { db: 1 }, { a: take({ db: 1 }), b: take({ db: 1 }) }),
    );
    dispatcher.finish('b');
    dispatcher.finish('stranger');
    dispatcher.start('a', 0);
    dispatcher.start('a', 0);
    expect(dispatcher.next(['b'], 0)).toBeUndefined();
    dispatcher.finish('a');
    dispatcher.finish('a');

    expect(dispatcher.next(['b'], 3)).toBe('b');
    dispatcher.start('b', 3);
    expect(dispatcher.next(['a'], 3)).toBeUndefined();
  });
});

describe('the reservation of the first task that is held back', () => {
  // `big` needs both, and could start at 10.
  const waiting: GraphRows = { first: [10], big: [50] };
  const needs = { first: take({ db: 1 }), big: take({ db: 2 }) };
  const with3 = (rows: GraphRows, own: Readonly<Record<string, TaskNeeds>>) => {
    const problem = problemOf({ ...waiting, ...rows }, { db: 2, gpu: 3 }, { ...needs, ...own });
    const dispatcher = createDispatcher(problem);
    dispatcher.start('first', 0);
    return dispatcher;
  };

  it('lets a task go first that is planned to end by then', () => {
    const dispatcher = with3({ short: [10] }, { short: take({ db: 1 }) });

    expect(dispatcher.next(['big', 'short'], 0)).toBe('short');
    expect(dispatcher.next(['big', 'short'], 1)).toBeUndefined();
  });

  it('lets a task go first that takes nothing which the waiting one needs', () => {
    expect(with3({ long: [40] }, { long: take({ gpu: 3 }) }).next(['big', 'long'], 0)).toBe('long');
  });

  it('lets tasks go first, together, that take what is left over then', () => {
    // At 10, `big` leaves one of the three GPUs.
    const gpus = { big: take({ db: 2, gpu: 2 }), l1: take({ gpu: 1 }), l2: take({ gpu: 1 }) };
    const dispatcher = with3({ l1: [40], l2: [40] }, gpus);
    expect(dispatcher.next(['big', 'l1', 'l2'], 0)).toBe('l1');
    dispatcher.start('l1', 0);

    expect(dispatcher.next(['big', 'l2'], 0)).toBeUndefined();
  });

  it('expects what runs longer than planned to end at once', () => {
    const dispatcher = with3({ short: [1] }, { short: take({ db: 1 }) });

    expect(dispatcher.next(['big', 'short'], 12)).toBeUndefined();
  });

  it('counts all that ends at that time', () => {
    const own = { big: take({ db: 1, gpu: 1 }), first: take({ db: 2 }), second: take({ gpu: 1 }) };
    const dispatcher = with3({ second: [10], long: [40] }, { ...own, long: take({ gpu: 2 }) });
    dispatcher.start('second', 0);

    expect(dispatcher.next(['big', 'long'], 0)).toBe('long');
  });
});

describe('starvation', () => {
  // Plan: `small` tasks take no time. Really each takes 10 and they overlap, so that one of the two is never free for `big`.
  const count = 60;
  const small = Array.from({ length: count }, (_, i) => `small${String(i).padStart(2, '0')}`);
  const rows = { big: [5], first: [0], ...Object.fromEntries(small.map((id) => [id, [0]])) } as unknown as GraphRows;
  const needs = {
    big: take({ db: 2 }),
    first: take({ db: 1 }),
    ...Object.fromEntries(small.map((id) => [id, take({ db: 1 })])),
  };

  it('lets so many tasks overtake a task that was to start before, and no more', () => {
    const problem = problemOf(rows, { db: 2 }, needs);
    const dispatcher = createDispatcher(problem);
    dispatcher.start('first', 0);
    let nowMs = 0;
    let previous = 'first';
    const overtaking: string[] = [];
    for (;;) {
      const id = dispatcher.next(['big', ...small.filter((one) => !overtaking.includes(one))], ++nowMs);
      if (id === undefined) break;
      overtaking.push(id);
      dispatcher.start(id, nowMs);
      dispatcher.finish(previous);
      previous = id;
    }
    expect(overtaking).toEqual(small.slice(0, MOST_OVERTAKES));
    dispatcher.finish(previous);

    expect(dispatcher.next(['big', ...small.slice(MOST_OVERTAKES)], nowMs)).toBe('big');
  });

  it('counts nobody who overtakes before that time: these end by then', () => {
    const problem = problemOf({ ...rows, first: [1000] }, { db: 2 }, needs);
    const dispatcher = createDispatcher(problem);
    dispatcher.start('first', 0);
    for (const [nowMs, id] of small.entries()) {
      expect(dispatcher.next(['big', id], nowMs)).toBe(id);
      dispatcher.start(id, nowMs);
      dispatcher.finish(id);
    }
  });
});

describe('servers', () => {
  it('keep what they took until the run ends: who asks must start what waits for that', () => {
    const needs = { server: take({ port: 1 }), e2e: take({ port: 1 }), lint: take({ db: 1 }) };
    const rows: GraphRows = { server: [0], e2e: [9, 'server'], lint: [4] };

    const problem = problemOf(rows, { port: 1, db: 1 }, needs);
    const dispatcher = createDispatcher(problem, { continuous: new Set(['server']) });
    dispatcher.start('server', 0);
    expect(dispatcher.next(['e2e'], 0)).toBeUndefined();
    dispatcher.finish('server');
    expect(dispatcher.next(['e2e'], 1)).toBe('e2e');
    // As long as something ends, it is worth waiting for.
    expect(run(problem, { servers: ['server'] })).toEqual(['server@0', 'lint@0', 'e2e@4']);
  });

  it('do not overtake who waits: nobody knows when they end', () => {
    const needs = { a: take({ db: 1 }), b: take({ db: 2 }), server: take({ db: 1 }) };
    const dispatcher = createDispatcher(problemOf({ a: [9], b: [8], server: [0] }, { db: 2 }, needs), {
      continuous: new Set(['server']),
    });
    dispatcher.start('a', 0);

    expect(dispatcher.next(['b', 'server'], 0)).toBeUndefined();
  });
});
