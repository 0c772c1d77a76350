import type { NxProjectGraph, NxTaskEdge, NxTaskGraph, NxTaskTarget } from './nx-types.js';

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

/** The tasks of one of Nx's task graphs, sorted by id. */
export function workspaceTasks({ nodes }: NxProjectGraph, taskGraph: NxTaskGraph): readonly WorkspaceTask[] {
  const ids = Object.keys(taskGraph.tasks).sort(); // by code unit, as `compareText` does, without loading all of core
  return ids.flatMap((id): WorkspaceTask[] => {
    const task = taskGraph.tasks[id];
    if (!task) return [];
    const edges = [...(taskGraph.dependencies[id] ?? []), ...(taskGraph.continuousDependencies?.[id] ?? [])];
    const target = nodes[task.target.project]?.data.targets?.[task.target.target];
    return [
      {
        id,
        target: task.target,
        dependsOn: [...new Set(edges.map(edgeId))].filter((on) => on !== id && taskGraph.tasks[on]).sort(),
        noop: target?.executor === 'nx:noop',
        continuous: task.continuous === true,
      },
    ];
  });
}

/** The task that an edge leads to. */
export function edgeId(edge: NxTaskEdge): string {
  return typeof edge === 'string' ? edge : edge.id;
}
