import type { Demand, Diagnostic, Resource } from '@nx-crest/core';

/** A resource of `nx.json`. *Units*: those of its capacity; bytes where it was given as a size. */
export interface DeclaredResource extends Resource {
  /** Shown as "8 GB". */
  readonly inBytes: boolean;
}

/** What `nx.json` says of resources, checked; what was wrong is left out and told in `diagnostics`. */
export interface Limits {
  /** Sorted by name. */
  readonly resources: readonly DeclaredResource[];
  /** By `target` or `project:target`: what such a task takes while it runs. */
  readonly needs: ReadonlyMap<string, readonly Demand[]>;
  readonly diagnostics: readonly Diagnostic[];
}
