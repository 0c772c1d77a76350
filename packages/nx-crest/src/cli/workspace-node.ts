import type { GraphNode, Milliseconds } from '@nx-crest/core';
import type { WorkspaceTask } from '../nx/read-task-graph.js';
import { takesNoTime } from './estimate-tasks.js';

/** A task of the workspace as a node of the task graph. */
export function workspaceNode(task: WorkspaceTask, durationMs: Milliseconds): GraphNode {
  const own = `${task.target.project}:`;
  return {
    id: task.id,
    durationMs,
    milestone: takesNoTime(task),
    // An edge inside a project is written in its targets; one across projects follows from their dependencies.
    dependsOn: task.dependsOn.map((on) => ({ on, origin: on.startsWith(own) ? 'explicit' : 'project' })),
  };
}
