import { buildTaskGraph, milliseconds, schedulingProblem, type ProblemOptions } from '@nx-crest/core';
import { busyThroughout } from './forecast-busy.js';

/** What tasks of these durations keep busy until the makespan. */
function busyWith(durations: readonly number[], makespan: number, options: ProblemOptions) {
  const nodes = durations.map((ms, task) => ({ id: `t${task}`, durationMs: milliseconds(ms), dependsOn: [] }));
  const { problem } = schedulingProblem(buildTaskGraph(nodes).graph!, options);
  return busyThroughout(problem!, [...durations.keys()], makespan);
}

const needing = (resource: string, ...amounts: readonly number[]) =>
  new Map(amounts.map((amount, task) => [task, { demands: [{ resource, amount }] }]));

describe('what a plan keeps busy throughout', () => {
  it('is the workers from 95 % of their time upwards', () => {
    expect(busyWith([100, 90], 100, { workers: 2 })).toEqual({ kind: 'workers' });
    expect(busyWith([100, 89], 100, { workers: 2 })).toBeNull();
  });

  it('is not the workers where one of them idles a minute', () => {
    expect(busyWith([60, 60, 60], 120, { workers: 2 })).toBeNull();
  });

  it('is a resource by time and amount', () => {
    const resources = [{ name: 'db', capacity: 4 }];
    const busy = (...amounts: readonly number[]) =>
      busyWith([50, 50, 50], 100, { workers: 3, resources, needs: needing('db', ...amounts) });
    expect(busy(4, 1, 3)).toEqual({ kind: 'resource', name: 'db' });
    expect(busy(4, 1, 2)).toBeNull();
  });

  it('is a file that one task after the other writes', () => {
    const needs = new Map([0, 1].map((task) => [task, { mutexes: ['log.txt', 'log.txt'] }]));
    expect(busyWith([50, 50, 1], 100, { workers: 3, needs })).toEqual({ kind: 'resource', name: 'log.txt' });
    expect(busyWith([40, 50, 1], 100, { workers: 3, needs })).toBeNull();
  });

  it('is of several the workers, then what is used most, then the smaller name', () => {
    const both = (a: number, b: number) =>
      new Map([[0, { demands: [{ resource: 'b', amount: b }, { resource: 'a', amount: a }] }]]); // prettier-ignore
    const resources = ['b', 'a'].map((name) => ({ name, capacity: 100 }));
    const busy = (workers: number, a: number, b: number) =>
      busyWith([100], 100, { workers, resources, needs: both(a, b) });
    expect(busy(1, 100, 100)).toEqual({ kind: 'workers' });
    expect(busy(2, 99, 100)).toEqual({ kind: 'resource', name: 'b' });
    expect(busy(2, 99, 99)).toEqual({ kind: 'resource', name: 'a' });
  });

  it('never shows the name under which tasks run alone', () => {
    const resources = [{ name: '\0alone', capacity: 3 }];
    expect(busyWith([60, 40], 100, { workers: 3, resources, needs: needing('\0alone', 3, 3) })).toEqual({
      kind: 'alone',
    });
  });

  it('is nothing in a plan that takes no time', () => {
    expect(busyWith([0], 0, { workers: 1 })).toBeNull();
  });
});
