import type { OutsideDependency, EdgeOrigin, EstimateSource, PlanGroup, TaskStatus } from '@nx-crest/core';

/** A dependency, with its reason. */
export interface PlannedDependency {
  readonly id: string;
  readonly origin: EdgeOrigin;
}

/** One task or group as its target needs it. *Units*: milliseconds; `wave` counts from 0. */
export interface PlannedNode {
  readonly id: string;
  readonly kind: 'task' | PlanGroup['kind'];
  readonly title: string;
  readonly status: TaskStatus;
  /** What must run before; edges that order implies lead past cancelled and deferred tasks. */
  readonly dependsOn: readonly PlannedDependency[];
  readonly slackMs: number;
  readonly critical: boolean;
  /** Tasks that are still planned only. */
  readonly wave?: number;
  readonly estimateMs?: number;
  readonly estimateSource?: EstimateSource;
  /** Paths as the document names them. */
  readonly files: readonly string[];
}

/** One plan of a document: what becomes one project. */
export interface PlannedPlan {
  /** Missing where nothing could be read. */
  readonly format?: string;
  readonly tag?: string;
  readonly title?: string;
  /** What it waits for in other plans. */
  readonly outside?: readonly Omit<OutsideDependency, 'span'>[];
  /** Empty where the plan is broken. */
  readonly nodes: readonly PlannedNode[];
  /** There are errors: nothing may run. */
  readonly broken: boolean;
}

/** What project-making needs of a document. Plain JSON, so that it can be kept. */
export interface PlannedDocument {
  readonly plans: readonly PlannedPlan[];
  /** Nothing is wrong but that there is no task: a document that was found, not named, is then left alone. */
  readonly noTasks: boolean;
}
