import type { FileMention, PlanDependency, PlanGroup, PlanTask, TaskStatus } from '@nx-crest/core';
import { findFiles } from '../checkbox/find-files.js';
import type { Phase, PlanNode } from './collection.js';
import { boxDetails, type Roadmap } from './read-roadmap.js';

/** The tasks and groups of a phase or plan. */
export interface PlanParts {
  readonly tasks: readonly PlanTask[];
  readonly groups: readonly PlanGroup[];
}

type DependenciesOf = (id: string) => readonly PlanDependency[];

/** A phase with plans is a group, one without is a task. */
export function phaseParts(phase: Phase, dependenciesOf: DependenciesOf): PlanParts {
  const { id, title, span, roadmap, plans } = phase;
  const status = roadmap?.status;
  if (plans.length > 0) {
    const kind = roadmap?.entry === undefined ? 'phase' : 'group';
    const members = plans.map((plan) => plan.id);
    const dependencies = dependenciesOf(id);
    return { tasks: [], groups: [{ id, kind, title, span, members, dependencies, ...(status ? { status } : {}) }] };
  }
  const task: PlanTask = {
    ...blank(id, title, span),
    status: status ?? 'todo',
    dependencies: dependenciesOf(id),
    ...(roadmap?.details ? { details: roadmap.details } : {}),
  };
  return { tasks: [task], groups: [] };
}

/** A plan with `<task>` elements is a group of them, each waiting for the one before; another one is a task. */
export function planParts(
  plan: PlanNode,
  status: TaskStatus,
  { roadmap, dependenciesOf }: { readonly roadmap: Roadmap | undefined; readonly dependenciesOf: DependenciesOf },
): PlanParts {
  const { id, title, span, file, taskIds, box } = plan;
  if (file && file.tasks.length > 0) {
    const tasks = elementTasks(file, taskIds, status);
    const dependencies = dependenciesOf(id);
    const group: PlanGroup = { id, kind: 'group', title, span, members: taskIds, dependencies, status };
    return { tasks, groups: [group] };
  }
  const details = box && roadmap ? boxDetails(roadmap, box.entry) : undefined;
  const task: PlanTask = {
    ...blank(id, title, span),
    status,
    files: plannedFiles(plan, roadmap),
    labels: file?.labels ?? [],
    dependencies: dependenciesOf(id),
    ...(details === undefined ? {} : { details }),
  };
  return { tasks: [task], groups: [] };
}

/** The files of a plan without tasks; its own document is none that it changes. */
function plannedFiles({ box, file }: PlanNode, roadmap: Roadmap | undefined): readonly FileMention[] {
  const entry = roadmap?.entries[box?.entry ?? -1];
  if (!roadmap || !entry) return file?.files ?? [];
  const found = findFiles(roadmap.source, entry.span.start.offset, entry.span.end.offset);
  return found.filter(({ path }) => !/-PLAN\.md$/i.test(path));
}

/** The `<task>` elements of a plan file: one after the other; those without files may change all that the plan does. */
export function elementTasks(
  file: NonNullable<PlanNode['file']>,
  ids: readonly string[],
  status: TaskStatus,
): readonly PlanTask[] {
  return file.tasks.map((task, index): PlanTask => {
    const before = ids[index - 1];
    const isGate = task.labels.includes('gate');
    return {
      ...blank(ids[index] ?? '', task.title, task.span),
      status,
      dependencies: before === undefined ? [] : [{ on: before, origin: 'order', span: task.span }],
      files: task.files.length > 0 || isGate ? task.files : file.files,
      labels: [...new Set([...task.labels, ...file.labels])],
      ...(task.details === undefined ? {} : { details: task.details }),
    };
  });
}

function blank(id: string, title: string, span: PlanTask['span']): PlanTask {
  const none = { dependencies: [], files: [], labels: [] };
  return { id, title, status: 'todo', span, optional: false, parallel: false, ...none };
}
