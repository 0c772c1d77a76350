import { property, type NxOrchestrator, type NxRunTask } from './nx-orchestrator.js';
import type { RunTask } from './runner-hooks.js';

type Lookup = (id: string) => RunTask['cache'];

/**
 * What Nx will find in its local cache, task by task. A remote cache is never asked: that would download results. Where Nx
 * does not keep its cache in its database, it is `unknown` what the cache holds.
 */
export function localCache(orchestrator: NxOrchestrator, nxVersion: string): Lookup {
  const { taskGraph, options } = orchestrator;
  if (options.skipNxCache !== false && options.skipNxCache !== undefined) return () => 'miss';

  const cacheable = Object.values(taskGraph.tasks).filter((task) => isCacheable(orchestrator, task));
  const codes = exitCodes(orchestrator.cache, cacheable);
  const hashes = new Map(cacheable.map((task) => [task.id, task.hash]));
  return (id) => {
    const hash = hashes.get(id);
    const task = taskGraph.tasks[id];
    if (task === undefined || !hashes.has(id)) return 'miss';
    if (hash === undefined || codes === undefined) return 'unknown';
    const code = codes.get(hash);
    return code !== undefined && isRestored(orchestrator, task, { code, nxVersion }) ? 'hit' : 'miss';
  };
}

function isCacheable(orchestrator: NxOrchestrator, task: NxRunTask): boolean {
  return task.continuous !== true && orchestrator.shouldCacheTaskResult(task, 0);
}

/** Failures are restored with `NX_CACHE_FAILURES`; Nx 22 stores them, and does not restore them. */
function isRestored(
  orchestrator: NxOrchestrator,
  task: NxRunTask,
  { code, nxVersion }: { readonly code: number; readonly nxVersion: string },
): boolean {
  if (code === 0) return true;
  return !nxVersion.startsWith('22.') && orchestrator.shouldCacheTaskResult(task, code);
}

/** Exit codes by hash, from the cache's own native part: what lies around it would ask the remote cache, too. */
function exitCodes(cache: unknown, tasks: readonly NxRunTask[]): ReadonlyMap<string, number> | undefined {
  const native = property(cache, 'cache');
  const getBatch = property(native, 'getBatch');
  if (typeof getBatch !== 'function') return undefined;
  const hashes = tasks.flatMap(({ hash }) => (hash === undefined ? [] : [hash]));
  if (hashes.length === 0) return new Map();
  const found: unknown = getBatch.call(native, hashes);
  if (!Array.isArray(found)) return undefined;
  return new Map(
    hashes.flatMap((hash, index) => {
      const code = property(found[index], 'code');
      return typeof code === 'number' ? [[hash, code] as const] : [];
    }),
  );
}
