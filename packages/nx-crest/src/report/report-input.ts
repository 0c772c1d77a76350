import type { Demand, Diagnostic, GraphNode, PertTriple, Resource, TaskGraph } from '@nx-crest/core';
import type { PlanOrigin, PlanReport, ReportGroup, ReportTask } from './plan-report.js';

/** A task before it has times. */
export interface ReportItem extends Pick<
  ReportTask,
  'id' | 'project' | 'target' | 'title' | 'status' | 'estimate' | 'resources'
> {
  /** False for what is done or dropped: it is shown, without times. */
  readonly planned: boolean;
  /** Its assignee and labels: what a resource that it takes may be called. */
  readonly roles: readonly string[];
  /** What it is known to take of resources, at most once of each. */
  readonly demands?: readonly Demand[];
  /** Done already, though it is planned as though it were not: a state says how far the plan is. */
  readonly done?: true;
  /** Where its estimate is a range. */
  readonly pert?: PertTriple;
}

/** What was read, before it has times. */
export interface ReadInput {
  /** Null where it was not found out what to plan. */
  readonly generatedFrom: PlanOrigin | null;
  readonly format: string | null;
  readonly orderPolicy: string | null;
  /** In the order of the report. */
  readonly items: readonly ReportItem[];
  /** What each item and each group waits for. */
  readonly nodes: readonly GraphNode[];
  readonly groups: readonly Omit<ReportGroup, 'dependsOn'>[];
  readonly notTasks: PlanReport['notTasks'];
  readonly outside: PlanReport['outside'];
  readonly documentWaves: PlanReport['documentWaves'];
  /** What is declared to limit the tasks, where something is. */
  readonly resources?: readonly Resource[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is planned: a graph with one node for each item and each group, and the words that belong to it. */
export interface ReportInput extends ReadInput {
  readonly graph: TaskGraph;
}

/** What the report shows of a task before it has times. */
export function shownFields(
  item: ReportItem,
): Pick<ReportTask, 'id' | 'project' | 'target' | 'title' | 'status' | 'estimate' | 'resources'> {
  const { id, project, target, title, status, estimate, resources } = item;
  return { id, project, target, title, status, estimate, resources };
}
