import { compareText } from '@nx-crest/core';
import type { NxRuntime } from './load-nx.js';
import type { NxProjectGraph, NxTaskEdge, NxTaskTarget } from './nx-types.js';

/** One task of the workspace, as `nx run-many` would run it. */
export interface WorkspaceTask {
  /** `project:target` or `project:target:configuration`. */
  readonly id: string;
  readonly target: NxTaskTarget;
  /** Ids of the tasks that it waits for, sorted; a server that must be up counts as one. */
  readonly dependsOn: readonly string[];
  /** `nx:noop`: takes no time and no worker. */
  readonly noop: boolean;
  /** A server and its like: runs beside the others until the run ends. */
  readonly continuous: boolean;
}

/** Which part of the workspace to plan; no `projects`: every project that has one of the targets. */
export interface WorkspaceSelection {
  readonly targets: readonly string[];
  readonly projects: readonly string[];
}

/**
 * The tasks that `nx run-many -t targets -p projects` would run, dependencies included, sorted by id.
 * Empty where no selected project has one of the targets.
 */
export function readTaskGraph(
  nx: Pick<NxRuntime, 'createTaskGraph' | 'findProjects'>,
  graph: NxProjectGraph,
  selection: WorkspaceSelection,
): readonly WorkspaceTask[] {
  const { nodes } = graph;
  const wanted = selection.projects.length === 0 ? Object.keys(nodes) : nx.findProjects(selection.projects, nodes);
  const projects = wanted.filter((name) => selection.targets.some((target) => nodes[name]?.data.targets?.[target]));
  if (projects.length === 0) return [];

  const taskGraph = nx.createTaskGraph(graph, projects.toSorted(compareText), selection.targets);
  const ids = Object.keys(taskGraph.tasks).sort(compareText);
  return ids.flatMap((id): WorkspaceTask[] => {
    const task = taskGraph.tasks[id];
    if (!task) return [];
    const edges = [...(taskGraph.dependencies[id] ?? []), ...(taskGraph.continuousDependencies?.[id] ?? [])];
    const target = nodes[task.target.project]?.data.targets?.[task.target.target];
    return [
      {
        id,
        target: task.target,
        dependsOn: [...new Set(edges.map(edgeId))].filter((on) => on !== id && taskGraph.tasks[on]).sort(compareText),
        noop: target?.executor === 'nx:noop',
        continuous: task.continuous === true,
      },
    ];
  });
}

function edgeId(edge: NxTaskEdge): string {
  return typeof edge === 'string' ? edge : edge.id;
}
