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

export function cacheOutlook(_tasks: readonly CachedTask[]): CacheOutlook {
  return { restored: new Set(), undecided: new Set() };
}
