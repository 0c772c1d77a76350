import type { NxRuntime } from './load-nx.js';
import type { WorkspaceTask } from './read-task-graph.js';

/**
 * Mean durations of earlier runs by task id, from Nx's own database. Empty on a fresh clone: the database lies in the
 * git-ignored workspace data.
 *
 * *Units*: milliseconds.
 */
export async function readTaskHistory(
  nx: Pick<NxRuntime, 'readTimings'>,
  tasks: readonly WorkspaceTask[],
): Promise<ReadonlyMap<string, number>> {
  const measurable = tasks.filter((task) => !task.noop && !task.continuous);
  const timings = measurable.length === 0 ? {} : await nx.readTimings(measurable.map((task) => task.target));
  const known = Object.entries(timings).filter(([, ms]) => Number.isFinite(ms) && ms >= 0);
  return new Map(known);
}
