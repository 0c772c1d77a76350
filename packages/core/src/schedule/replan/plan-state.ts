import type { Milliseconds } from '../../model/duration.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';

/** A schedule and what it is a schedule of. */
export interface PlannedWork {
  readonly problem: SchedulingProblem;
  readonly schedule: Schedule;
}

/**
 * What became of one task. `failed`: it is to be done again, in full. A task of which nothing is said has not begun.
 * *Units*: milliseconds from the start of the plan.
 */
export type TaskProgress =
  | {
      readonly kind: 'done';
      readonly finishedAt: Milliseconds;
      /** Left out: `finishedAt` minus the estimate. */
      readonly startedAt?: Milliseconds;
      /** Left out: as it was planned. */
      readonly worker?: number;
    }
  | {
      readonly kind: 'running';
      readonly since: Milliseconds;
      /** Left out: the worker that was planned, if nobody else runs there, else the first who is free. */
      readonly worker?: number;
      /** From now on. Left out: the estimate minus the time since, and at least `minimumRemaining`. */
      readonly remaining?: Milliseconds;
    }
  | { readonly kind: 'failed' };

/** How far a plan has come. */
export interface PlanState {
  /** *Units*: milliseconds from the start of the plan. */
  readonly now: Milliseconds;
  /** By id; ids that the document does not have (any more) do not count. */
  readonly progress: ReadonlyMap<string, TaskProgress>;
}

/** *Throws* `RangeError` where a state tells of the future. */
export function checkState({ now, progress }: PlanState): void {
  if (!(now >= 0)) throw new RangeError(`now must be 0 ms or more, got ${now}`);
  for (const [id, task] of progress) {
    if (task.kind === 'failed') continue;
    const since = task.kind === 'running' ? task.since : (task.startedAt ?? task.finishedAt);
    const until = task.kind === 'running' ? now : task.finishedAt;
    if (!(since >= 0 && since <= until && until <= now)) {
      throw new RangeError(`"${id}" must have run between 0 and ${now} ms, got ${since} to ${until}`);
    }
  }
}
