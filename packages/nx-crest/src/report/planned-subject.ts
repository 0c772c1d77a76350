import type { Schedule, SchedulingProblem } from '@nx-crest/core';

/** What is scheduled: the whole plan, or what is left of it. */
export interface PlannedSubject {
  readonly problem: SchedulingProblem;
  readonly schedule: Schedule;
  /** When the times of the schedule begin. *Units*: milliseconds from the start of the plan. */
  readonly startsAt: number;
}
