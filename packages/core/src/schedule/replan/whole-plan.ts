import { milliseconds } from '../../model/duration.js';
import { at } from '../../graph/at.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { NO_WORKER, type Schedule } from '../schedule.js';
import { largestBefore } from '../waves-reached.js';
import { plannedWorker, type PlannedWork, type PlanState } from './plan-state.js';

/**
 * A schedule of what is left as part of the whole plan: times count from the plan's start, what is done or running has its
 * actual times, and a milestone is reached when what it waits for is done, which may be past.
 *
 * *Complexity*: `O(V + E)`.
 */
export function wholePlan(
  problem: SchedulingProblem,
  left: Schedule,
  { previous, state }: { readonly previous: PlannedWork; readonly state: PlanState },
): Schedule {
  const { graph } = problem;
  const start = new Float64Array(graph.size);
  const finish = new Float64Array(graph.size);
  const worker = Int32Array.from(left.worker);
  const planned = (id: string): number => plannedWorker(previous, id) ?? NO_WORKER;
  let makespan = 0;
  for (const task of graph.order) {
    const id = graph.ids[task] ?? '';
    const known = state.progress.get(id);
    const duration = at(graph.durations, task);
    start[task] = at(left.start, task) + state.now;
    finish[task] = at(left.finish, task) + state.now;
    if (known?.kind === 'done') {
      finish[task] = known.finishedAt;
      start[task] = known.startedAt ?? Math.max(0, known.finishedAt - duration);
      worker[task] = known.worker ?? planned(id);
    } else if (duration === 0) {
      start[task] = largestBefore(graph, task, finish, 0);
      finish[task] = at(start, task);
    } else if (known?.kind === 'running') {
      start[task] = known.since;
      // What ends right now is not among what is left.
      if (at(left.finish, task) === 0) worker[task] = known.worker ?? planned(id);
    }
    makespan = Math.max(makespan, at(finish, task));
  }
  return { workers: left.workers, makespan: milliseconds(makespan), worker, start, finish };
}
