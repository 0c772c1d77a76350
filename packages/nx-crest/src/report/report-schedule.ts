import { neighbours, type FoundSchedule, type SchedulingProblem } from '@nx-crest/core';
import type { ReportSchedule } from './plan-report.js';
import type { PlanRequest } from './plan-request.js';
import { reportBound } from './report-bound.js';

/** A schedule as the report shows it: who does what when, and how far from the best possible it can be. */
export function reportSchedule(
  problem: SchedulingProblem,
  found: FoundSchedule,
  search: PlanRequest['search'],
): ReportSchedule {
  const { schedule, bound, optimal } = found;
  const slots = problem.graph.ids.flatMap((id, index) => {
    const worker = schedule.worker[index] ?? -1;
    if (worker < 0) return []; // takes no time, so nobody's
    return [{ id, worker, startMs: schedule.start[index] ?? 0, finishMs: schedule.finish[index] ?? 0 }];
  });
  return {
    workers: schedule.workers,
    makespanMs: schedule.makespan,
    ...reportBound(bound),
    gapPercent: gapPercent(schedule.makespan, bound.makespan),
    optimal,
    schedulesBuilt: found.schedulesBuilt,
    reproducible: search.shouldStop === undefined,
    waitingForFiles: countWaitingForFiles(problem, found),
    slots: slots.sort((a, b) => a.startMs - b.startMs || a.worker - b.worker),
  };
}

/** Rounded up: "at most" has to stay true. */
function gapPercent(makespan: number, bound: number): number {
  return bound === 0 ? 0 : Math.ceil((1000 * (makespan - bound)) / bound) / 10;
}

/**
 * Tasks that still waited for a file when nothing else that they depend on was left to wait for. Only one task at a time
 * holds a file, so whoever held it last before decides. *Complexity*: `O(E + n log n)` for `n` files that tasks name.
 */
function countWaitingForFiles({ graph, needs }: SchedulingProblem, { schedule }: FoundSchedule): number {
  const holders = new Map<string, number[]>();
  for (const [index, { mutexes = [] }] of needs) {
    if (!graph.durations[index]) continue;
    for (const file of mutexes) {
      const known = holders.get(file);
      if (known) known.push(index);
      else holders.set(file, [index]);
    }
  }
  const { start, finish } = schedule;
  const waiting = new Set<number>();
  for (const tasks of holders.values()) {
    const inOrder = tasks.toSorted((a, b) => (start[a] ?? 0) - (start[b] ?? 0));
    for (const [position, task] of inOrder.entries()) {
      const before = inOrder[position - 1];
      if (before !== undefined && (finish[before] ?? 0) > readyAt(task)) waiting.add(task);
    }
  }
  return waiting.size;

  function readyAt(task: number): number {
    return neighbours(graph.predecessors, task).reduce((latest, other) => Math.max(latest, finish[other] ?? 0), 0);
  }
}
