import { compareDiagnostics, diagnostic, type Diagnostic } from '../model/diagnostic.js';
import { HOUR, milliseconds } from '../model/duration.js';
import type { Estimate } from '../model/estimate.js';
import type { EdgeOrigin, Plan, PlanDependency, PlanTask } from '../model/plan.js';
import { isDropped, isOpen } from '../model/task-status.js';
import { itemAt } from './at.js';
import { buildTaskGraph } from './build-task-graph.js';
import type { GraphNode } from './graph-node.js';
import { groupDependencies } from './group-dependencies.js';
import type { TaskGraph } from './task-graph.js';
import { uniqueIds } from './unique-ids.js';

/** What a task is taken to need when nobody knows anything about it. */
export const DEFAULT_ESTIMATE: Estimate = { ms: HOUR, p90Ms: HOUR, source: 'default' };

const NO_TIME = milliseconds(0);

/** How to read a plan as a graph. */
export interface PlanGraphOptions {
  /** Origins whose edges are left out. `group` edges stay: without them a group would not be its members. */
  readonly without?: ReadonlySet<EdgeOrigin>;
  /** Default: the document's estimate, else `DEFAULT_ESTIMATE`. */
  readonly estimateOf?: (task: PlanTask) => Estimate;
  /** Plan done, cancelled and deferred tasks with their full duration too, as if nothing had happened yet. */
  readonly all?: boolean;
}

/** A plan as a graph: tasks in document order, then groups. */
export interface PlanGraph {
  /** Missing where tasks wait for each other. */
  readonly graph?: TaskGraph;
  /** What the graph was built from; the ids are unique. */
  readonly nodes: readonly GraphNode[];
  /** By id; of finished and dropped tasks too, although these are planned with no duration. */
  readonly estimates: ReadonlyMap<string, Estimate>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The task graph of a plan. Groups become milestones that wait for their members; what a group waits for, its members
 * wait for. Finished (`done`) and dropped (`cancelled`, `deferred`) tasks stay in the graph as milestones, without time
 * or wave, and so do edges onto them: an order that leads through such a task still holds its ends in order.
 * Only an *explicit* dependency of a planned task on a dropped one is worth a warning (`CREST105`).
 *
 * *Complexity*: linear in the edges. A group that waits for `k` others and holds `m` tasks makes `k · m` edges; a phase
 * or wave as joint (`PlanGroup`) keeps `k` at one. *Source*: `docs/glossary.md`.
 */
export function planGraph(plan: Plan, options: PlanGraphOptions = {}): PlanGraph {
  const estimateOf = (task: PlanTask) => options.estimateOf?.(task) ?? task.estimate ?? DEFAULT_ESTIMATE;
  const keep = (dependencies: readonly PlanDependency[]) =>
    dependencies.filter(({ origin }) => origin === 'group' || !options.without?.has(origin));
  const tasks = plan.tasks.map((task) => ({ ...task, dependencies: keep(task.dependencies) }));
  const groups = plan.groups.map((group) => ({ ...group, dependencies: keep(group.dependencies) }));
  const written = [...tasks, ...groups].map(({ id }) => id);
  const known = new Set(written);
  const inherited = groupDependencies(groups, (id) => known.has(id));

  const estimated = plan.tasks.map(estimateOf);
  const taskNodes = tasks.map((task, index): GraphNode => {
    const planned = options.all === true || isOpen(task.status);
    return {
      id: task.id,
      durationMs: planned ? itemAt(estimated, index).ms : NO_TIME,
      milestone: !planned,
      span: task.span,
      dependsOn: [...task.dependencies, ...(inherited.get(task.id) ?? [])],
    };
  });
  const groupNodes = groups.map((group): GraphNode => {
    const members = group.members.map((on) => ({ on, origin: 'group' as const, span: group.span }));
    // A group with members waits through them for what the groups around it wait for.
    const around = members.length === 0 ? (inherited.get(group.id) ?? []) : [];
    const dependsOn = [...group.dependencies, ...around, ...members];
    return { id: group.id, durationMs: NO_TIME, milestone: true, span: group.span, dependsOn };
  });

  const asWritten = [...taskNodes, ...groupNodes];
  const built = buildTaskGraph(asWritten);
  const { ids } = uniqueIds(written);
  return {
    ...(built.graph ? { graph: built.graph } : {}),
    nodes: asWritten.map((node, index) => ({ ...node, id: itemAt(ids, index) })),
    estimates: new Map(estimated.map((estimate, index) => [itemAt(ids, index), estimate])),
    diagnostics: [...built.diagnostics, ...droppedDependencies(tasks, groups)].sort(compareDiagnostics),
  };
}

/** `CREST105`: planned work that names dropped work as its dependency. */
function droppedDependencies(tasks: Plan['tasks'], groups: Plan['groups']): Diagnostic[] {
  const statusOf = new Map(tasks.map(({ id, status }) => [id, status]));
  return [...tasks, ...groups]
    .filter(({ status }) => isOpen(status ?? 'todo'))
    .flatMap(({ id, dependencies }) =>
      dependencies.flatMap(({ on, origin, span }) => {
        const status = statusOf.get(on);
        if (origin !== 'explicit' || status === undefined || !isDropped(status)) return [];
        return [diagnostic('CREST105', { id, on, status }, { span })];
      }),
    );
}
