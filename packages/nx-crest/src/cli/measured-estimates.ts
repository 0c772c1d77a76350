import { estimateFromHistory, type Estimate, type History } from '@nx-crest/core';
import type { NxRuntime } from '../nx/load-nx.js';
import type { WorkspaceTask } from '../nx/read-task-graph.js';
import { readTaskHistory } from '../nx/task-history.js';
import { nxHistoryEstimate, takesNoTime } from './estimate-tasks.js';

/** Where measured durations come from. */
export interface Measurements {
  readonly history: History;
  /** The machine class that plans. */
  readonly machine: string;
  /** Asked for what our own history does not know. */
  readonly nx: Pick<NxRuntime, 'readTimings'>;
}

/** Estimates of the tasks that were measured before, by id: our own history first, then Nx's. */
export async function measuredEstimates(
  tasks: readonly WorkspaceTask[],
  { history, machine, nx }: Measurements,
): Promise<ReadonlyMap<string, Estimate>> {
  const working = tasks.filter((task) => !takesNoTime(task));
  const known = new Map<string, Estimate>();
  for (const { id } of working) {
    const estimate = estimateFromHistory(history, machine, id);
    if (estimate) known.set(id, estimate);
  }
  const others = await readTaskHistory(
    nx,
    working.filter(({ id }) => !known.has(id)),
  );
  for (const [id, ms] of others) known.set(id, nxHistoryEstimate(ms));
  return known;
}
