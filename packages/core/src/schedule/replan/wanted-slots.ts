import { at, itemAt } from '../../graph/at.js';
import { neighbours } from '../../graph/adjacency.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { NO_WORKER } from '../schedule.js';
import type { PlannedWork, PlanState } from './plan-state.js';

/** No worker is wanted: any will do. */
export const ANY_WORKER = -1;

/** Where the plan before wants the tasks that are left, by task. *Units*: milliseconds from now. */
export interface WantedSlots {
  /** Negative for what should have begun; for new tasks the time at which they would have been ready. */
  readonly start: Float64Array;
  /** `ANY_WORKER` for new tasks, and where the worker is not there any more. */
  readonly worker: Int32Array;
  /** 1 where the task could still keep start and worker, as far as it itself goes. */
  readonly isOpen: Uint8Array;
}

/** Start and worker of each task in the plan before, found by id. *Complexity*: `O(V + E)`. */
export function wantedSlots(remaining: SchedulingProblem, previous: PlannedWork, state: PlanState): WantedSlots {
  const { graph } = remaining;
  const { indexOf } = previous.problem.graph;
  const start = new Float64Array(graph.size);
  const worker = new Int32Array(graph.size).fill(ANY_WORKER);
  const isOpen = new Uint8Array(graph.size);
  for (const task of graph.order) {
    const id = itemAt(graph.ids, task);
    const before = indexOf.get(id);
    const planned = before === undefined ? NO_WORKER : at(previous.schedule.worker, before);
    worker[task] = wantedWorker(remaining, task, planned);
    if (before === undefined) {
      start[task] = readyAt(graph, task, start);
      continue;
    }
    start[task] = at(previous.schedule.start, before) - state.now;
    const couldKeepStart = at(start, task) >= 0 && at(graph.durations, task) > 0 && !state.progress.has(id);
    const keepsWorker = remaining.workers === undefined || (planned !== NO_WORKER && at(worker, task) === planned);
    if (couldKeepStart && keepsWorker) isOpen[task] = 1;
  }
  return { start, worker, isOpen };
}

/** Who has to do it, else who was planned, if there are so many still. */
function wantedWorker({ workers = 0, needs }: SchedulingProblem, task: number, planned: number): number {
  return needs.get(task)?.worker ?? (planned < workers ? planned : ANY_WORKER);
}

/** When what the task waits for would end. */
function readyAt(graph: TaskGraph, task: number, start: Float64Array): number {
  let ready = 0;
  for (const other of neighbours(graph.predecessors, task)) {
    ready = Math.max(ready, at(start, other) + at(graph.durations, other));
  }
  return ready;
}
