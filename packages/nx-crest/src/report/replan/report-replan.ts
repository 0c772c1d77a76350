import type { ChangeReason, Placement, ReplanMethod, RootCause, ScheduleDiff } from '@nx-crest/core';

/** What a new plan changes, and why. Times are milliseconds from the start of the plan. */
export interface ReportReplan {
  readonly nowMs: number;
  readonly done: number;
  readonly running: number;
  readonly failed: number;
  /** How the new plan was made; `kept`: nothing had to change. */
  readonly method: ReplanMethod;
  readonly previousMakespanMs: number;
  readonly makespanMs: number;
  /** Ids of the tasks that have not begun: unchanged, at another time, on another worker or in another order. */
  readonly kept: readonly string[];
  readonly shifted: readonly string[];
  readonly moved: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The changes by what caused them, the cause of most first. */
  readonly causes: readonly ReportCause[];
  /** The same in words, the most important of it. */
  readonly lines: readonly string[];
}

interface ReportCause {
  /** Null for what the new order of the schedule brings about. */
  readonly cause: RootCause | null;
  readonly changes: readonly ReportChange[];
}

interface ReportChange {
  readonly id: string;
  readonly kind: 'shifted' | 'moved' | 'added' | 'removed';
  readonly from: ReportPlacement | null;
  readonly to: ReportPlacement | null;
  readonly because: ChangeReason | null;
}

interface ReportPlacement {
  readonly worker: number;
  readonly startMs: number;
  readonly finishMs: number;
}

/** A diff as the report shows it. */
export function reportDiff({
  makespan,
  moves,
  groups,
}: ScheduleDiff): Omit<ReportReplan, 'nowMs' | 'done' | 'running' | 'failed' | 'method' | 'lines'> {
  return {
    previousMakespanMs: makespan.before,
    makespanMs: makespan.after,
    ...moves,
    causes: groups.map(({ cause, changes }) => ({
      cause: cause ?? null,
      changes: changes.map(({ id, kind, from, to, because }) => ({
        id,
        kind,
        from: from ? reportPlacement(from) : null,
        to: to ? reportPlacement(to) : null,
        because: because ?? null,
      })),
    })),
  };
}

function reportPlacement({ worker, start, finish }: Placement): ReportPlacement {
  return { worker, startMs: start, finishMs: finish };
}
