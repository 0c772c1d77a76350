/** What is known of one task before the run. */
export interface CachedTask {
  readonly id: string;
  readonly dependsOn: readonly string[];
  /** `unknown`: its hash depends on outputs of tasks that have not run yet. */
  readonly cache: 'hit' | 'miss' | 'unknown';
  readonly noop: boolean;
  readonly continuous: boolean;
}

/** Which tasks a run will restore instead of executing them; ids. Tasks that take no time are in neither set. */
export interface CacheOutlook {
  /** Planned with the time that restoring takes: surely restored ones, and those undecided ones that probably will be. */
  readonly restored: ReadonlySet<string>;
  /** Nobody can know yet. */
  readonly undecided: ReadonlySet<string>;
}

/**
 * Which tasks a run will probably restore. Nx cannot hash a task before those have run whose outputs are among its inputs.
 * Such a task counts as executing where any task upstream, near or far, executes: its inputs may then be others; and as
 * restored where none does: outputs that come from the cache are those with which it ran before.
 *
 * Noops and servers have no outputs: what is upstream of them counts. *Complexity*: `O(V + E)`.
 */
export function cacheOutlook(tasks: readonly CachedTask[]): CacheOutlook {
  const working = tasks.filter((task) => !task.noop && !task.continuous);
  const undecided = working.filter(({ cache }) => cache === 'unknown');
  const executing = below(
    tasks,
    working.filter(({ cache }) => cache === 'miss').map(({ id }) => id),
  );
  const restored = working.filter(({ id, cache }) => cache === 'hit' || (cache === 'unknown' && !executing.has(id)));
  return { restored: new Set(restored.map(({ id }) => id)), undecided: new Set(undecided.map(({ id }) => id)) };
}

/** These tasks and all that wait for them. */
function below(tasks: readonly CachedTask[], sources: readonly string[]): ReadonlySet<string> {
  const dependents = new Map<string, string[]>();
  for (const { id, dependsOn } of tasks) {
    for (const on of dependsOn) {
      const known = dependents.get(on);
      if (known) known.push(id);
      else dependents.set(on, [id]);
    }
  }
  const found = new Set(sources);
  // A set yields what is added to it while it is read.
  for (const id of found) for (const dependent of dependents.get(id) ?? []) found.add(dependent);
  return found;
}
