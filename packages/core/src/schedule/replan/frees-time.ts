import { at } from '../../graph/at.js';
import { neighbours } from '../../graph/adjacency.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { PlannedWork, PlanState } from './plan-state.js';

/**
 * True where something may begin earlier than planned: a task ended or will end earlier, takes less time or is gone, a
 * dependency is gone, or there is more of something. Otherwise a schedule has no reason to move anything forward.
 *
 * *Complexity*: `O(V + E)`.
 */
export function freesTime(previous: PlannedWork, remaining: SchedulingProblem, state: PlanState): boolean {
  return (
    hasMore(previous.problem, remaining) ||
    endsEarlier(previous, remaining, state) ||
    lostEdge(previous, remaining, state)
  );
}

function hasMore(before: SchedulingProblem, now: SchedulingProblem): boolean {
  if ((now.workers ?? 0) > (before.workers ?? 0)) return true;
  const capacities = new Map(before.resources.map(({ name, capacity }) => [name, capacity]));
  return now.resources.some(({ name, capacity }) => capacity > (capacities.get(name) ?? 0));
}

function endsEarlier({ problem, schedule }: PlannedWork, remaining: SchedulingProblem, state: PlanState): boolean {
  return problem.graph.ids.some((id, before) => {
    const task = remaining.graph.indexOf.get(id);
    const finish = at(schedule.finish, before);
    const duration = finish - at(schedule.start, before);
    if (task === undefined) return duration > 0;
    const known = state.progress.get(id);
    if (known?.kind === 'done') return known.finishedAt < finish;
    const left = at(remaining.graph.durations, task);
    return known?.kind === 'running' ? state.now + left < finish : left < duration;
  });
}

/** Edges of what has not begun, among tasks that are there still. */
function lostEdge({ problem: { graph } }: PlannedWork, remaining: SchedulingProblem, state: PlanState): boolean {
  const now = remaining.graph;
  return graph.ids.some((id, before) => {
    const task = now.indexOf.get(id);
    const hasBegun = state.progress.has(id) && state.progress.get(id)?.kind !== 'failed';
    if (task === undefined || hasBegun) return false;
    const waitsFor = new Set(neighbours(now.predecessors, task));
    return neighbours(graph.predecessors, before).some((on) => {
      const name = graph.ids[on] ?? '';
      const other = now.indexOf.get(name);
      return other !== undefined && state.progress.get(name)?.kind !== 'done' && !waitsFor.has(other);
    });
  });
}
