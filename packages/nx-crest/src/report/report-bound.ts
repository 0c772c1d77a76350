import type { BoundReason, LowerBound } from '@nx-crest/core';

/** A makespan that no schedule undercuts, and why. */
export interface ReportBound {
  readonly lowerBoundMs: number;
  readonly boundReason: BoundReason;
  /** `workers`, or the resource or file that they all need; null for the critical path. */
  readonly boundResource: string | null;
}

/** A lower bound as the report shows it; `startsAt` is when its time begins. */
export function reportBound({ makespan, reason, resource }: LowerBound, startsAt = 0): ReportBound {
  return { lowerBoundMs: startsAt + makespan, boundReason: reason, boundResource: resource ?? null };
}
