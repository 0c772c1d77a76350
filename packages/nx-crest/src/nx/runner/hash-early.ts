import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isFunction, requireOrNothing } from '../installed-nx.js';
import { property, type NxOrchestrator } from './nx-orchestrator.js';

const HASH_TASK = 'nx/src/hasher/hash-task';
const ENVIRONMENT = 'nx/src/tasks-runner/task-env';

/**
 * Nx asks hashers of executors only when a task is about to run. Those of tasks that wait for nothing are asked before, so that a
 * forecast knows what the cache holds; Nx keeps the answer. Where this Nx cannot do it, or a hasher fails, it is asked later, as ever.
 */
export async function hashEarly(orchestrator: NxOrchestrator, workspaceRoot: string): Promise<void> {
  const { taskGraph, projectGraph } = orchestrator;
  const hasher = property(orchestrator, 'hasher');
  const requireThere = createRequire(join(workspaceRoot, 'package.json'));
  const hashTask = requireOrNothing(requireThere, HASH_TASK)?.['hashTask'];
  const environmentOf = requireOrNothing(requireThere, ENVIRONMENT)?.['getTaskSpecificEnv'];
  if (!isFunction(hashTask) || !isFunction(environmentOf) || hasher === undefined) return;
  const open = Object.values(taskGraph.tasks).filter(
    ({ id, hash }) => hash === undefined && (taskGraph.dependencies[id] ?? []).length === 0,
  );
  for (const task of open) {
    try {
      const env = environmentOf(task, projectGraph);
      await hashTask(hasher, projectGraph, taskGraph, task, env, property(orchestrator, 'taskDetails'));
    } catch {
      return;
    }
  }
}
