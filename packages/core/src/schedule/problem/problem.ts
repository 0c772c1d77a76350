import type { AmountUnit } from '../../model/format-amount.js';
import type { TaskGraph } from '../../graph/task-graph.js';

/** Something that tasks take while they run and give back: a role, agents, memory, a port, a licence. */
export interface Resource {
  readonly name: string;
  /** How much of it there is, in whole units. */
  readonly capacity: number;
  /** What its units are; left out: pieces. */
  readonly unit?: AmountUnit;
}

/** So much of one resource, in whole units. */
export interface Demand {
  readonly resource: string;
  readonly amount: number;
}

/** What one task needs besides a worker, as long as it runs. */
export interface TaskNeeds {
  readonly demands?: readonly Demand[];
  /** What only one task at a time may hold: the files that it writes. */
  readonly mutexes?: readonly string[];
  /** The one worker (from 0) who may do it; left out: any. */
  readonly worker?: number;
  /** It has begun already: it starts at 0, before all others, on its `worker`. It must wait for nothing. */
  readonly running?: boolean;
}

/** What there is to schedule, and with what. */
export interface SchedulingProblem {
  readonly graph: TaskGraph;
  /** Alike; each task that takes time needs one. Left out: no task needs a worker, only `resources` limit. */
  readonly workers?: number;
  readonly resources: readonly Resource[];
  /** By task index; tasks that need nothing special are missing. */
  readonly needs: ReadonlyMap<number, TaskNeeds>;
}
