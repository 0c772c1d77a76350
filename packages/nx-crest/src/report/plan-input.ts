import {
  DEFAULT_ESTIMATE,
  isOpen,
  planGraph,
  withoutRepeats,
  type Diagnostic,
  type EdgeOrigin,
  type Plan,
  type PlanTask,
} from '@nx-crest/core';
import type { ReadInput, ReportInput, ReportItem } from './report-input.js';

/** How to plan a document, and which Nx project executes it. */
export interface PlanInputOptions {
  /** Edges of these origins are left out. */
  readonly without: readonly EdgeOrigin[];
  /** Plan as though nothing were done. */
  readonly all: boolean;
  /** Plan what is done too, but not what is dropped: how far the plan is, is known from elsewhere. */
  readonly reopen?: boolean;
  readonly project?: { readonly name: string; readonly targets: ReadonlyMap<string, string> } | undefined;
}

/** A document's plan, made ready for the report; without a graph where its tasks wait for each other. */
export function planInput(
  plan: Plan,
  found: readonly Diagnostic[],
  options: PlanInputOptions,
): { readonly input: ReadInput | ReportInput; readonly diagnostics: readonly Diagnostic[] } {
  const planned = planGraph(options.reopen ? reopened(plan) : plan, {
    without: new Set(options.without),
    all: options.all,
  });
  const diagnostics = withoutRepeats([...found, ...planned.diagnostics]);
  const items = plan.tasks.map((task) => reportItem(task, options));
  return {
    diagnostics,
    input: {
      generatedFrom: {
        kind: 'document',
        path: plan.path,
        ...(plan.tag === undefined ? {} : { tag: plan.tag }),
        ...(plan.title === undefined ? {} : { title: plan.title }),
      },
      format: plan.format,
      orderPolicy: plan.orderPolicy,
      items,
      nodes: planned.nodes,
      ...(planned.graph ? { graph: planned.graph } : {}),
      groups: plan.groups.map(({ id, kind, title, status, members }) => ({
        ...{ id, kind, title, status: status ?? null, members },
      })),
      notTasks: plan.notTasks.map(({ span, reason }) => ({ line: span.start.line, reason })),
      outside: (plan.outside ?? []).map(({ id, plan: other, on }) => ({
        ...{ id: id ?? null, plan: other ?? null, on: on ?? null },
      })),
      documentWaves: plan.waves.map(({ title, taskIds }) => ({ title, ids: taskIds })),
      diagnostics,
    },
  };
}

function reopened(plan: Plan): Plan {
  const tasks = plan.tasks.map((task) => (task.status === 'done' ? { ...task, status: 'todo' as const } : task));
  return { ...plan, tasks };
}

function reportItem(task: PlanTask, options: PlanInputOptions): ReportItem {
  const { ms, p90Ms, source } = task.estimate ?? DEFAULT_ESTIMATE;
  const { assignee, labels } = task;
  return {
    id: task.id,
    project: options.project?.name ?? null,
    target: options.project?.targets.get(task.id) ?? null,
    title: task.title,
    status: task.status,
    estimate: { ms, p90Ms, source },
    resources: [...new Set(task.files.map((file) => file.path))].sort(),
    roles: assignee === undefined ? labels : [assignee, ...labels],
    ...(task.estimate?.pert ? { pert: task.estimate.pert } : {}),
    ...standing(task.status, options),
  };
}

/** Whether a task is planned; one that is done is, too, where how far the plan is, is known from elsewhere. */
function standing(status: PlanTask['status'], { all, reopen }: PlanInputOptions): Pick<ReportItem, 'planned' | 'done'> {
  if (all || isOpen(status)) return { planned: true };
  return reopen === true && status === 'done' ? { planned: true, done: true } : { planned: false };
}
