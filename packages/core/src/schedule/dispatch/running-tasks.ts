import { at } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import type { DispatchDemands, NumberedDemand } from './dispatch-demands.js';
import type { RunningTask } from './reservation.js';

/** What runs now, and what is free beside it. */
export interface RunningTasks {
  /** How much is free of each resource; below 0 where more was started than there is. */
  readonly free: Float64Array;
  all(): Iterable<RunningTask>;
  /** What the task would be if it started now. */
  entry(id: string, nowMs: number): RunningTask;
  fits(demands: readonly NumberedDemand[]): boolean;
  /** What the task has taken; nothing where it runs already. */
  start(id: string, nowMs: number): readonly NumberedDemand[];
  /** Passes over what does not run. */
  finish(id: string): void;
}

const NOTHING: readonly NumberedDemand[] = [];
const NO_SERVERS: ReadonlySet<string> = new Set();

/** Nothing runs yet. Tasks that the graph does not know need nothing and are expected to take no time. */
export function runningTasks(
  { indexOf, durations }: TaskGraph,
  demands: DispatchDemands,
  continuous = NO_SERVERS,
): RunningTasks {
  const free = demands.capacities.slice();
  const running = new Map<string, RunningTask>();

  function entry(id: string, nowMs: number): RunningTask {
    const task = indexOf.get(id);
    const durationMs = continuous.has(id) ? Infinity : task === undefined ? 0 : at(durations, task);
    const taken = task === undefined ? NOTHING : (demands.of.get(task) ?? NOTHING);
    return { plannedFinishMs: nowMs + durationMs, demands: taken };
  }

  return {
    free,
    all: () => running.values(),
    entry,
    fits: (wanted) => wanted.every(({ resource, amount }) => amount <= at(free, resource)),
    start(id, nowMs) {
      if (running.has(id)) return NOTHING;
      const started = entry(id, nowMs);
      running.set(id, started);
      for (const { resource, amount } of started.demands) free[resource] = at(free, resource) - amount;
      return started.demands;
    },
    finish(id) {
      const ended = running.get(id);
      if (!ended) return;
      running.delete(id);
      for (const { resource, amount } of ended.demands) free[resource] = at(free, resource) + amount;
    },
  };
}
