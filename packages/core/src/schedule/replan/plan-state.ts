import type { Milliseconds } from '../../model/duration.js';
import { checkWholeNumber } from '../check-whole-number.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { NO_WORKER, type Schedule } from '../schedule.js';

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
      /** Left out: the worker that was planned (of a new task: to whom it is bound), if nobody else runs there, else the first who is free. */
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

/** *Throws* `RangeError` where a state tells of the future, or numbers are not whole. */
export function checkState({ now, progress }: PlanState): void {
  checkWholeNumber('now', now, 0);
  for (const [id, task] of progress) if (task.kind !== 'failed') checkProgress(id, task, now);
}

function checkProgress(id: string, task: Exclude<TaskProgress, { readonly kind: 'failed' }>, now: number): void {
  const isRunning = task.kind === 'running';
  checkWholeNumber(`worker of "${id}"`, task.worker ?? 0, isRunning ? 0 : NO_WORKER);
  if (isRunning) checkWholeNumber(`remaining of "${id}"`, task.remaining ?? 0, 0);
  const since = isRunning ? task.since : (task.startedAt ?? task.finishedAt);
  const until = isRunning ? now : task.finishedAt;
  if (!(since >= 0 && since <= until && until <= now)) {
    throw new RangeError(`"${id}" must have run between 0 and ${now} ms, got ${since} to ${until}`);
  }
}

/** Who was to do a task; undefined for what is not in the plan, and where nobody is needed. */
export function plannedWorker({ problem, schedule }: PlannedWork, id: string): number | undefined {
  const worker = schedule.worker[problem.graph.indexOf.get(id) ?? -1];
  return worker === NO_WORKER ? undefined : worker;
}
