import fc from 'fast-check';
import { milliseconds } from '../../model/duration.js';
import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { identicalWorkers } from '../problem/scheduling-problem.js';
import { measureMoves } from './measure-moves.js';
import type { PlannedWork } from './plan-state.js';

/** Tasks of 1 ms, worker by worker: `['abc', 'de']` has a, b, c behind each other on worker 0. */
function plan(...queues: string[]): PlannedWork {
  const ids = Array.from(queues.join('').replaceAll('.', '')).sort();
  const graph = graphOf(nodesOf(Object.fromEntries(ids.map((id) => [id, [1]]))));
  const worker = Int32Array.from(ids, (id) => queues.findIndex((queue) => queue.includes(id)));
  const start = Float64Array.from(ids, (id, task) => queues[worker[task]!]!.indexOf(id));
  const finish = start.map((time) => time + 1);
  const makespan = milliseconds(Math.max(0, ...finish));
  return {
    problem: identicalWorkers(graph, queues.length),
    schedule: { workers: queues.length, makespan, worker, start, finish },
  };
}

const moved = (before: PlannedWork, after: PlannedWork) => measureMoves(before, after).moved;

describe('measureMoves', () => {
  it('tells shifts from moves', () => {
    expect(measureMoves(plan('abc', 'de'), plan('.abc', 'de'))).toEqual({
      kept: ['d', 'e'],
      shifted: ['a', 'b', 'c'],
      moved: [],
      added: [],
      removed: [],
    });
  });

  it('counts a task that changes its worker, not those that make room for it', () => {
    expect(moved(plan('abc', 'de'), plan('ac', 'dbe'))).toEqual(['b']);
  });

  it('counts as few as possible of those whose order changed', () => {
    expect(moved(plan('abcdef'), plan('fabcde'))).toEqual(['f']);
    expect(moved(plan('abcdef'), plan('badcfe'))).toHaveLength(3);
    expect(moved(plan('abcd'), plan('dcba'))).toHaveLength(3);
  });

  it('lists what is new and what is gone apart', () => {
    expect(measureMoves(plan('abc'), plan('axc'))).toMatchObject({ kept: ['a', 'c'], added: ['x'], removed: ['b'] });
  });

  it('leaves out what is done or running, and keeps what failed', () => {
    const progress = new Map([
      ['a', { kind: 'done' as const, finishedAt: milliseconds(1) }],
      ['b', { kind: 'running' as const, since: milliseconds(1) }],
      ['c', { kind: 'failed' as const }],
    ]);

    const moves = measureMoves(plan('abcd'), plan('dcba'), { state: { now: milliseconds(2), progress } });

    expect([...moves.kept, ...moves.shifted, ...moves.moved].sort()).toEqual(['c', 'd']);
  });

  it('finds the smallest number of moves on one worker', () => {
    const shuffled = fc.shuffledSubarray(Array.from('abcdefg'), { minLength: 7 });
    fc.assert(
      fc.property(shuffled, (after) => {
        let longest = 0;
        for (let subset = 0; subset < 1 << 7; subset++) {
          const kept = after.filter((_, position) => subset & (1 << position));
          if (kept.join() === [...kept].sort().join()) longest = Math.max(longest, kept.length);
        }
        expect(moved(plan('abcdefg'), plan(after.join('')))).toHaveLength(7 - longest);
      }),
      { numRuns: 50 },
    );
  });

  it.each([-1, NaN])('refuses a tolerance of %d', (tolerance) => {
    expect(() => measureMoves(plan('a'), plan('a'), { tolerance })).toThrow('tolerance');
  });
});
