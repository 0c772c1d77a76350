import { workspaceTasks } from '../workspace-tasks.js';
import { localCache } from './local-cache.js';
import type { NxOrchestrator } from './nx-orchestrator.js';
import type { PreparedRun } from './runner-hooks.js';

/** What is the same for all runs of a process. */
export interface NxInstallation {
  readonly nxVersion: string;
  readonly workspaceRoot: string;
}

/** What Nx is about to run. *Complexity*: one look-up of all hashes in the local cache, as Nx itself makes a little later. */
export function describeRun(
  orchestrator: NxOrchestrator,
  workers: number,
  { nxVersion, workspaceRoot }: NxInstallation,
): PreparedRun {
  const { projectGraph, taskGraph, nxJson } = orchestrator;
  const cacheOf = localCache(orchestrator, nxVersion);
  return {
    ...{ nxVersion, workspaceRoot, projectGraph, nxJson, workers },
    tui: orchestrator.tuiEnabled,
    tasks: workspaceTasks(projectGraph, taskGraph).map((task) => ({
      ...task,
      parallelism: taskGraph.tasks[task.id]?.parallelism !== false,
      cache: cacheOf(task.id),
    })),
  };
}
