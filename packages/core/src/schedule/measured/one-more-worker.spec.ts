import fc from 'fast-check';
import { graphOf, nodesOf, type GraphRows } from '../../testing/graph-of.js';
import { smallProblem } from '../../testing/small-problem.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { MeasuredTask } from './measured-run.js';
import { oneMoreWorker } from './one-more-worker.js';

function saving(
  rows: GraphRows,
  workers: number | undefined,
  more: Readonly<Record<string, Partial<MeasuredTask>>> = {},
) {
  const graph = graphOf(nodesOf(rows));
  const measured = graph.ids.map((id) => ({ id, startMs: 0, finishMs: 10, ...more[id] }));
  const problem: SchedulingProblem = { graph, resources: [], needs: new Map(), ...(workers ? { workers } : {}) };
  return oneMoreWorker(problem, measured);
}

describe('what one more worker would have saved', () => {
  it('counts measured durations, not planned ones', () => {
    expect(saving({ a: [1000], b: [1] }, 1)).toEqual({ saved: 10, makespan: 10 });
  });

  it('is nothing where tasks wait for each other', () => {
    expect(saving({ a: [1], b: [1, 'a'] }, 1)).toEqual({ saved: 0, makespan: 20 });
  });

  it('counts neither restored tasks nor those that were not measured', () => {
    expect(saving({ a: [1], b: [1] }, 1, { b: { restored: true } })).toEqual({ saved: 0, makespan: 10 });
    expect(saving({ a: [1], b: [1] }, 1, { b: { id: 'unknown' } })).toEqual({ saved: 0, makespan: 10 });
  });

  it('knows that beside a task which ran alone nothing runs, on however many workers', () => {
    expect(saving({ a: [1], b: [1] }, 1, { b: { alone: true } })).toEqual({ saved: 0, makespan: 20 });
  });

  it('is nothing where nobody needs a worker', () => {
    expect(saving({ a: [1], b: [1] }, undefined)).toEqual({ saved: 0, makespan: 10 });
  });

  it('is never negative, although a list schedule on more workers can be longer', () => {
    fc.assert(
      fc.property(smallProblem, fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }), (problem, durations) => {
        const run = problem.graph.ids.map((id, task) => ({ id, startMs: 0, finishMs: durations[task]! }));
        expect(oneMoreWorker(problem, run).saved).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
