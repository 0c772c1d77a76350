import type { AmountUnit, Diagnostic, EdgeOrigin, Estimate, PlanGroup, TaskStatus } from '@nx-crest/core';
import type { ReportDeadline } from './deadline/report-deadline.js';
import type { ReportReplan } from './replan/report-replan.js';
import type { ReportBound } from './report-bound.js';
import type { ReportSimulation } from './simulation/report-simulation.js';
import type { ReportWhatIf } from './what-if/report-what-if.js';

/**
 * A finished plan as data: what `crest plan --json` prints and what the terminal shows. A stable contract; its JSON
 * Schema is `schemas/plan.schema.json`. *Units*: every number that ends in `Ms` is milliseconds from the start;
 * waves and workers count from 0, lines from 1.
 */
export interface PlanReport extends ReadReport {
  readonly criticalPath: { readonly ids: readonly string[]; readonly ms: number };
  readonly totalWorkMs: number;
  readonly schedule: ReportSchedule;
  readonly barrier: { readonly topological: ReportBarrier; readonly document?: ReportBarrier };
  /** Null where no deadline was given. */
  readonly deadline: ReportDeadline | null;
  /** Null where it was not asked for, or by the state nothing is left. */
  readonly simulation: ReportSimulation | null;
  /** Null where it was not asked for, or by the state nothing is left. */
  readonly whatIf: ReportWhatIf | null;
  /** Null where no state was given; with one, `schedule` is the new schedule of the whole plan. */
  readonly replan: ReportReplan | null;
}

/** The same where nothing could be planned: what was read, no times, and the diagnostics that say why. */
export interface UnplannedReport extends ReadReport {
  readonly criticalPath: null;
  readonly totalWorkMs: null;
  readonly schedule: null;
  readonly barrier: null;
  readonly deadline: null;
  readonly simulation: null;
  readonly whatIf: null;
  readonly replan: null;
}

interface ReadReport {
  readonly version: 1;
  /** Null where it was not found out what to plan. */
  readonly generatedFrom: PlanOrigin | null;
  /** The planning format; null for a workspace. */
  readonly format: string | null;
  /** What order, markers and phases imply in this format; null for a workspace. */
  readonly orderPolicy: string | null;
  /** The workers of `schedule`; without one, 1. */
  readonly workers: number;
  /** What limits tasks besides the workers: what was asked for, and what `nx.json` declares and one of them takes. */
  readonly resources: readonly ReportResource[];
  /** Real tasks in document order (a workspace's: by id). Those not planned (`done`, `cancelled` …) have no times. */
  readonly tasks: readonly ReportTask[];
  readonly groups: readonly ReportGroup[];
  /** Lines that look like tasks and are none. */
  readonly notTasks: readonly { readonly line: number; readonly reason: string }[];
  /** What tasks (`id`; null: all of them) wait for in other plans; no part of the schedule. */
  readonly outside: readonly { readonly id: string | null; readonly plan: string | null; readonly on: string | null }[];
  readonly waves: readonly (readonly string[])[];
  readonly documentWaves: readonly { readonly title: string; readonly ids: readonly string[] }[];
  /** Largest number of tasks that can run at once; null where it was not computed (more than 5,000 tasks). */
  readonly width: number | null;
  /** The fewest workers within 5 % of what any number of them could reach; null where the sweep ends before. */
  readonly knee: number | null;
  /** By workers; large plans have rows for 1, 2, 4, 8 … only. */
  readonly sweep: readonly SweepRow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What was planned. Paths are as given, or from the workspace root. */
export type PlanOrigin =
  | { readonly kind: 'document'; readonly path: string; readonly tag?: string; readonly title?: string }
  | {
      readonly kind: 'workspace';
      readonly targets: readonly string[];
      readonly projects: readonly string[];
      readonly nxVersion: string;
    };

export interface ReportTask {
  readonly id: string;
  /** The Nx project and target that execute it; null for a document that was planned by its path. */
  readonly project: string | null;
  readonly target: string | null;
  readonly title: string;
  readonly status: TaskStatus;
  readonly estimate: Estimate;
  /** What it waits for: ids of tasks or of groups. */
  readonly dependsOn: readonly { readonly id: string; readonly origin: EdgeOrigin }[];
  /** Null where the task is not planned, and for a noop. */
  readonly wave: number | null;
  /** The times are null where the task is not planned. */
  readonly earliestStartMs: number | null;
  readonly earliestFinishMs: number | null;
  readonly latestStartMs: number | null;
  readonly latestFinishMs: number | null;
  readonly slackMs: number | null;
  readonly bottomLevelMs: number | null;
  readonly critical: boolean;
  /** Files that only one task at a time may hold. */
  readonly resources: readonly string[];
}

/** Something that there is only so much of, and the tasks that take some of it. */
export interface ReportResource {
  readonly name: string;
  readonly capacity: number;
  /** What the capacity counts; left out: pieces. */
  readonly unit?: AmountUnit;
  readonly tasks: readonly string[];
}

export interface ReportGroup {
  readonly id: string;
  readonly kind: PlanGroup['kind'];
  readonly title: string;
  readonly status: TaskStatus | null;
  readonly members: readonly string[];
  readonly dependsOn: readonly { readonly id: string; readonly origin: EdgeOrigin }[];
}

export interface ReportSchedule extends ReportBound {
  readonly workers: number;
  readonly makespanMs: number;
  /** Most that the makespan can lie above the best possible, in percent of the lower bound, rounded up to one decimal. */
  readonly gapPercent: number;
  /** The makespan equals the lower bound. False says nothing: the best possible may lie above the bound. */
  readonly optimal: boolean;
  /** Schedules that the search built; null where a plan was made again from a state. */
  readonly schedulesBuilt: number | null;
  /** False where time ended the search: on another machine, or in another run, it may find another schedule. */
  readonly reproducible: boolean;
  /** Tasks that could begin earlier if no other held a file that they name. */
  readonly waitingForFiles: number;
  readonly slots: readonly {
    readonly id: string;
    readonly worker: number;
    readonly startMs: number;
    readonly finishMs: number;
  }[];
}

export interface SweepRow {
  readonly workers: number;
  readonly makespanMs: number;
  readonly lowerBoundMs: number;
  /** Of the time that one worker takes. */
  readonly savedPercent: number;
}

/** What waiting for whole waves costs, with as many workers as wanted. */
export interface ReportBarrier {
  readonly makespanMs: number;
  /** Above the critical path. */
  readonly costMs: number;
}
