import { compareText } from '@nx-crest/core/model';
import type { NxRuntime } from './load-nx.js';
import type { NxProjectGraph } from './nx-types.js';
import { workspaceTasks, type WorkspaceTask } from './workspace-tasks.js';

export type { WorkspaceTask };

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

  return workspaceTasks(graph, nx.createTaskGraph(graph, projects.toSorted(compareText), selection.targets));
}
