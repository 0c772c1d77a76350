import fc from 'fast-check';
import { bruteMakespan } from '../../testing/brute-force.js';
import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { diamond } from '../../testing/named-graphs.js';
import { smallGraph } from '../../testing/small-graph.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { leastWorkers } from './least-workers.js';

const only = (graph: TaskGraph): SchedulingProblem => ({ graph, resources: [], needs: new Map() });
const ten = graphOf(nodesOf(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`t${i}`, [3]]))));

describe('leastWorkers', () => {
  it('finds the fewest, and proves that fewer are too few', () => {
    expect(leastWorkers(only(ten), 9)).toMatchObject({
      kind: 'found',
      workers: 4,
      proven: true,
      tooFew: 3,
      makespan: 9,
    });
    expect(leastWorkers(only(ten), 30)).toMatchObject({
      kind: 'found',
      workers: 1,
      proven: true,
      tooFew: 0,
      makespan: 30,
    });
  });

  it('says what makes a deadline impossible, however many there are', () => {
    expect(leastWorkers(only(diamond), 5)).toEqual({
      kind: 'impossible',
      bound: { makespan: 6, reason: 'critical-path' },
    });
  });

  it('never takes fewer than those to whom tasks are bound', () => {
    const needs = new Map([[0, { worker: 4 }]]);

    expect(leastWorkers({ ...only(ten), needs }, 1000)).toMatchObject({ kind: 'found', workers: 5, proven: true });
  });

  it('does not know where neither a schedule nor a bound decides', () => {
    // x, y and z hold one mutex in pairs, so they run one after the other, but no mutex is busy for 9
    const graph = graphOf(nodesOf({ x: [3], y: [3], z: [3] }));
    const pairs = [
      ['xy', 'xz'],
      ['xy', 'yz'],
      ['xz', 'yz'],
    ];
    const problem = { ...only(graph), needs: new Map(pairs.map((mutexes, task) => [task, { mutexes }])) };

    const found = leastWorkers(problem, 7);

    expect(['unknown', 'impossible']).toContain(found.kind); // a sharper bound may prove it
    if (found.kind === 'unknown') expect(found).toMatchObject({ tooFew: 1, makespan: 9 });
    expect(leastWorkers(problem, 9)).toMatchObject({ kind: 'found', workers: 1 });
  });

  it('agrees with all schedules of small graphs', () => {
    fc.assert(
      fc.property(smallGraph, fc.integer({ min: 0, max: 40 }), (graph, deadline) => {
        const found = leastWorkers(only(graph), deadline);
        const least = Array.from({ length: 8 }, (_, i) => i + 1).find(
          (count) => bruteMakespan(graph, count) <= deadline,
        );
        if (found.kind === 'impossible') expect(least).toBeUndefined();
        if (found.kind !== 'found') return;
        expect(found.makespan).toBeLessThanOrEqual(deadline);
        expect(found.schedule).toMatchObject({ workers: found.workers, makespan: found.makespan });
        expect(found.tooFew).toBeLessThan(least!);
        expect(found.workers).toBeGreaterThanOrEqual(least!);
        if (found.proven) expect(found.workers).toBe(least);
      }),
      { numRuns: 50 },
    );
  });

  it.each([-1, NaN])('refuses a deadline of %p', (deadline) => {
    expect(() => leastWorkers(only(diamond), deadline)).toThrow(RangeError);
  });

  it('never takes fewer than run already', () => {
    const needs = new Map([0, 1, 2].map((task) => [task, { running: true }]));

    expect(leastWorkers({ ...only(ten), needs }, 1000)).toMatchObject({ kind: 'found', workers: 3, proven: true });
  });
});
