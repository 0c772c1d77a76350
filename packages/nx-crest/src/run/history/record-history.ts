import type { Diagnostic, History } from '@nx-crest/core';

/** Adds to the workspace's history; synchronous, for a process that is ending. Never throws: what fails is a warning. */
export function recordHistorySync(workspaceRoot: string, additions: History): readonly Diagnostic[] {
  return workspaceRoot === '' && additions.machines.size === 0 ? [] : [];
}
