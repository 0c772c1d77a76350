import type { Milliseconds, SourceSpan } from '@nx-crest/core';

/** What a state file says of one task. *Units*: milliseconds from the start of the plan. */
export interface StatedTask {
  readonly id: string;
  /** Where the file says so. */
  readonly span: SourceSpan;
  /** How long it takes as far as is known by now. */
  readonly estimateMs?: Milliseconds;
  readonly progress?: StatedProgress;
}

/** What became of a task that has begun; of one that is done it may be unknown when. */
export type StatedProgress =
  | {
      readonly kind: 'done';
      readonly startedAt?: Milliseconds;
      readonly finishedAt?: Milliseconds;
      readonly worker?: number;
    }
  | {
      readonly kind: 'running';
      readonly since: Milliseconds;
      readonly remaining?: Milliseconds;
      readonly worker?: number;
    }
  | { readonly kind: 'failed' };

/** A schedule that was made before, as far as replanning needs it. */
export interface StatedSchedule {
  readonly workers: number;
  readonly slots: readonly StatedSlot[];
}

export interface StatedSlot {
  readonly id: string;
  readonly worker: number;
  readonly startMs: Milliseconds;
  readonly finishMs: Milliseconds;
}

/** How far a plan has come, as a state file says it. */
export interface StatedPlan {
  readonly now: Milliseconds;
  readonly tasks: readonly StatedTask[];
  /** Left out: the schedule of the whole document, as though nothing were done. */
  readonly schedule?: StatedSchedule;
}
