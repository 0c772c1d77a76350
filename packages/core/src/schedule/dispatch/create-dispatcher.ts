import type { SchedulingProblem } from '../problem/problem.js';
import type { Dispatcher } from './dispatcher.js';

/** What decides between ready tasks, besides the problem. */
export interface DispatcherOptions {
  /** By task index, the largest first; left out: bottom levels. Ties break by id. */
  readonly priority?: Float64Array;
  /** Ids of tasks that run until the run ends: servers. */
  readonly continuous?: ReadonlySet<string>;
}

/** Decides from moment to moment, by what is really running, which ready task starts next. */
export function createDispatcher(_problem: SchedulingProblem, _options: DispatcherOptions = {}): Dispatcher {
  throw new RangeError('not there yet');
}
