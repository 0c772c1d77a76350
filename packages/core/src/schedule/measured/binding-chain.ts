import { neighbours } from '../../graph/adjacency.js';
import { at, itemAt } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { BindingLink, MeasuredTask, WaitedFor } from './measured-run.js';
import { measuredTimes, NO_TASK, type MeasuredTimes } from './measured-times.js';
import { scarceThings } from './scarce-things.js';

/**
 * Who held what a task took, and ended longer before it started, did not keep it waiting: it was free in between. Nx starts the
 * next task within less, also where it first stores the outputs of the one that ended. *Units*: milliseconds.
 */
const LONGEST_HANDOVER_MS = 1000;

/** The end that a task waited for. */
interface Wait {
  readonly on: number;
  readonly waitedFor: WaitedFor;
  readonly resource?: string | undefined;
}

/**
 * The chain that determined when a run ended, first task first: backwards from the task that ended last, at each task what it
 * really waited for last: a dependency, a worker (of `problem.workers`), or a resource or mutex; `start` where it waited for
 * nothing that is known here. Milestones and dependencies that were not measured are looked through; the durations of the
 * problem do not count.
 *
 * Real runs have gaps: between the end of a task and the start of the next passes time that nothing here explains. What a
 * task waited for is therefore the latest end of its dependencies, however long before its start, and of those who held
 * before what it took (`holdersBefore`), where that was at most 1 s before: what was free for longer was not waited for.
 *
 * *Ties*: of what ended together a dependency, then a resource, then a worker; of each kind the smaller id; then files before
 * resources, and these by name.
 * *Complexity*: `O(V log V + E)` and `O(n log n)` in the needs.
 */
export function bindingChain(problem: SchedulingProblem, measured: readonly MeasuredTask[]): readonly BindingLink[] {
  const { graph } = problem;
  const times = measuredTimes(graph, measured);
  const scarce = scarceThings(problem, times);
  const nearest = nearestMeasured(graph, times);

  const waitOf = (task: number): Wait => {
    const on = latestDependency(task, { graph, times, nearest });
    let wait: Wait = { on, waitedFor: on === NO_TASK ? 'start' : 'dependency' };
    for (const { before, waitedFor, resource } of scarce) {
      const holder = before.get(task) ?? NO_TASK;
      if (holder === NO_TASK || at(times.start, task) - at(times.finish, holder) > LONGEST_HANDOVER_MS) continue;
      if (holder === wait.on || times.later(wait.on, holder) !== holder) continue;
      const isTie = wait.on !== NO_TASK && at(times.finish, holder) === at(times.finish, wait.on);
      if (!isTie || waitedFor === wait.waitedFor) wait = { on: holder, waitedFor, resource };
    }
    return wait;
  };

  const chain: BindingLink[] = [];
  for (let task = times.tasks.reduce(times.later, NO_TASK); task !== NO_TASK;) {
    const { on, waitedFor, resource } = waitOf(task);
    chain.push({
      id: itemAt(graph.ids, task),
      waitedFor,
      ...(resource === undefined ? {} : { resource }),
      startMs: at(times.start, task),
      finishMs: at(times.finish, task),
    });
    task = on;
  }
  return chain.reverse();
}

/** By task: itself where it was measured, else of what it waits for the measured task that ended last, or -1. */
function nearestMeasured({ order, predecessors, size }: TaskGraph, { finish, later }: MeasuredTimes): Int32Array {
  const nearest = new Int32Array(size).fill(NO_TASK);
  for (const task of order) {
    if (!Number.isNaN(at(finish, task))) nearest[task] = task;
    else for (const on of neighbours(predecessors, task)) nearest[task] = later(at(nearest, task), at(nearest, on));
  }
  return nearest;
}

/** A dependency counts as ended, whatever a clock says that was set back; but a chain never goes forward in time. */
function latestDependency(
  task: number,
  { graph, times, nearest }: { readonly graph: TaskGraph; readonly times: MeasuredTimes; readonly nearest: Int32Array },
): number {
  let last = NO_TASK;
  for (const predecessor of neighbours(graph.predecessors, task)) {
    const on = at(nearest, predecessor);
    if (on !== NO_TASK && at(times.start, on) <= at(times.start, task)) last = times.later(last, on);
  }
  return last;
}
