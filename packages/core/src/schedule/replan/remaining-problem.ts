import { at } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { withoutEdges } from '../../graph/without-edges.js';
import {
  schedulingProblem,
  type CheckedProblem,
  type SchedulingProblem,
  type TaskNeeds,
} from '../problem/scheduling-problem.js';
import { plannedWorker, type PlannedWork, type PlanState, type TaskProgress } from './plan-state.js';

/**
 * The problem that is left; its tasks have the indices that they have in the whole problem, its times count from now: what is
 * done takes no time and nobody waits for it; what runs has its remaining time, waits for nothing and keeps its worker; what
 * failed or has not begun is as it was.
 *
 * *Returns* diagnostics instead of a problem where something cannot be done: `CREST106` and `CREST107` as for any problem,
 * `CREST108` where tasks run that take more than there is (fewer workers than before, say, or one mutex twice).
 * *Complexity*: linear in the graph and the needs. *Throws* `RangeError` where the state tells of the future.
 */
export function remainingProblem(
  problem: SchedulingProblem,
  previous: PlannedWork,
  { state, minimumRemaining }: { readonly state: PlanState; readonly minimumRemaining: number },
): CheckedProblem {
  const { graph } = problem;
  const progress = graph.ids.map((id) => state.progress.get(id));
  const durations = graph.durations.map((duration, task) => {
    const known = progress[task];
    if (known?.kind === 'done') return 0;
    if (known?.kind !== 'running' || duration === 0) return duration;
    return known.remaining ?? Math.max(minimumRemaining, duration - (state.now - known.since));
  });
  const workers = workersOfRunning(problem, previous, progress);
  const needs = new Map<number, TaskNeeds>();
  for (const [task, known] of progress.entries()) {
    const need = problem.needs.get(task);
    const runs = known?.kind === 'running' && at(durations, task) > 0;
    if (runs) {
      const worker = workers.get(task);
      needs.set(task, { ...need, ...(worker === undefined ? {} : { worker }), running: true });
    } else if (need && known?.kind !== 'done') needs.set(task, need);
  }
  const left = { ...withoutPast(graph, progress), durations };
  const { workers: count, resources } = problem;
  return schedulingProblem(left, { workers: count, resources, needs });
}

type Progress = readonly (TaskProgress | undefined)[];

/** Nobody waits for what is done, and what has begun waits for nothing. */
function withoutPast(graph: TaskGraph, progress: Progress): TaskGraph {
  const { offsets, targets } = graph.predecessors;
  const dropped = new Uint8Array(targets.length);
  for (let task = 0; task < graph.size; task++) {
    const kind = progress[task]?.kind;
    for (let slot = at(offsets, task), end = at(offsets, task + 1); slot < end; slot++) {
      const hasBegun = kind === 'done' || kind === 'running';
      if (hasBegun || progress[at(targets, slot)]?.kind === 'done') dropped[slot] = 1;
    }
  }
  return withoutEdges(graph, (slot) => dropped[slot] === 1);
}

/** On whom each running task runs; those of whom nothing is said get who was planned or has to do it, or whoever is free. */
function workersOfRunning(
  { graph, workers, needs }: SchedulingProblem,
  previous: PlannedWork,
  progress: Progress,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  if (workers === undefined) return found;
  const taken = new Set<number>();
  const give = (task: number, worker: number): void => {
    found.set(task, worker);
    taken.add(worker);
  };
  const unknown: number[] = [];
  for (const [task, known] of progress.entries()) {
    if (known?.kind !== 'running') continue;
    if (known.worker === undefined) unknown.push(task);
    else give(task, known.worker);
  }
  const strangers = unknown.filter((task) => {
    const worker = plannedWorker(previous, graph.ids[task] ?? '') ?? needs.get(task)?.worker;
    const isFree = worker !== undefined && worker < workers && !taken.has(worker);
    if (isFree) give(task, worker);
    return !isFree;
  });
  let next = 0;
  for (const task of strangers) {
    while (taken.has(next)) next++;
    give(task, next);
  }
  return found;
}
