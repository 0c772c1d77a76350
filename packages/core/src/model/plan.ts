import type { DocumentEstimate } from './estimate.js';
import type { SourceSpan } from './source-span.js';

/** What a document says about a task. Only `done` satisfies a dependency; `cancelled` and `deferred` are not planned. */
export type TaskStatus = 'todo' | 'in-progress' | 'blocked' | 'done' | 'deferred' | 'cancelled';

/**
 * Why an edge exists. `explicit`: the document names the dependency; `marker`: a parallel marker's absence or presence;
 * `order`: position in the document; `phase`: a phase or section waits for another; `wave`: the document's own waves;
 * `group`: a group waits for its members; `data-flow`: one task reads a file that the other makes;
 * `project`: the workspace's project dependencies.
 */
export type EdgeOrigin = 'explicit' | 'marker' | 'order' | 'phase' | 'wave' | 'group' | 'data-flow' | 'project';

/** Ids that may become target names, file names and graph nodes. */
export const TASK_ID_PATTERN = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** "Must wait for": `on` is the id of a task or of a group. */
export interface PlanDependency {
  readonly on: string;
  readonly origin: EdgeOrigin;
  /** Where the document says so; for an inferred edge, the line that gave rise to it. */
  readonly span: SourceSpan;
}

/** A file that a task names, as written (no check that it exists). */
export interface FileMention {
  readonly path: string;
  readonly span: SourceSpan;
}

/** One planned task. */
export interface PlanTask {
  /** Unique within its plan, matches `TASK_ID_PATTERN`. */
  readonly id: string;
  readonly title: string;
  readonly status: TaskStatus;
  /** The whole line, row or entry. */
  readonly span: SourceSpan;
  /** The document marks the task as one that may be left out. */
  readonly optional: boolean;
  /** The document marks the task as safe beside its neighbours (`[P]`, `(P)`). */
  readonly parallel: boolean;
  readonly dependencies: readonly PlanDependency[];
  readonly files: readonly FileMention[];
  /** `US1`, `SETUP`, a priority …: short words that the document attaches. */
  readonly labels: readonly string[];
  readonly assignee?: string;
  readonly estimate?: DocumentEstimate;
  /** Details below the task's own line, as written; for whoever executes it. */
  readonly details?: string;
}

/**
 * Tasks that belong together. `group`: a parent with a line of its own (and a checkbox, where the format has them);
 * `phase` and `wave`: made from headings or wave lists, joints that save a quadratic number of edges.
 * A group is done when its members are; what a group depends on, all its members depend on.
 */
export interface PlanGroup {
  readonly id: string;
  readonly kind: 'group' | 'phase' | 'wave';
  readonly title: string;
  readonly span: SourceSpan;
  /** Ids of tasks and groups, in document order. */
  readonly members: readonly string[];
  readonly dependencies: readonly PlanDependency[];
  /** What the group's own checkbox or status field says. */
  readonly status?: TaskStatus;
}

/** Something that looks like a task and is none, with the reason. */
export interface NotTask {
  readonly span: SourceSpan;
  readonly reason: string;
}

/** A wave as the document itself draws it: a view, never a barrier. */
export interface DocumentWave {
  readonly title: string;
  readonly taskIds: readonly string[];
  readonly span: SourceSpan;
}

/** A dependency that leads out of the plan. The graph of the plan does not have it; a task that has one does not start alone. */
export interface OutsideDependency {
  /** The task or group that waits; undefined where the whole plan does. */
  readonly id?: string;
  /** The other plan as the document names it: a change, a feature, a track; undefined where it does not say. */
  readonly plan?: string;
  /** The task there, as written; undefined where all of it is meant. */
  readonly on?: string;
  readonly span: SourceSpan;
}

/** What one planning document (or one tag of it) says. */
export interface Plan {
  /** The format's name: `spec-kit`, `kiro` … */
  readonly format: string;
  /** The document's path, as the caller gave it. */
  readonly path: string;
  /** The tag, where one file holds several plans. */
  readonly tag?: string;
  /** The tag's entry, where one file holds several plans: what is wrong there is this plan's alone. */
  readonly span?: SourceSpan;
  readonly title?: string;
  readonly tasks: readonly PlanTask[];
  readonly groups: readonly PlanGroup[];
  readonly notTasks: readonly NotTask[];
  readonly waves: readonly DocumentWave[];
  /** What order, markers, phases and waves imply here, in one sentence; printed with the plan. */
  readonly orderPolicy: string;
  /** What it waits for outside itself; left out where nothing. */
  readonly outside?: readonly OutsideDependency[];
}
