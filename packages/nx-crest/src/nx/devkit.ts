/**
 * What the plugin uses of Nx at run time, in one place. `nx/src/devkit-exports` is what `@nx/devkit` re-exports; unlike
 * that package it is there in every workspace, in the workspace's own version (22, 23 and 24).
 */
export { DependencyType, logger, readNxJson, updateNxJson, workspaceRoot } from 'nx/src/devkit-exports';
/** Paths that match globs, git-ignored files left out, dot folders included; asks the daemon where one runs. */
export { getAllFileDataInContext, globWithWorkspaceContext } from 'nx/src/utils/workspace-context';
/** Where Nx keeps what it computed about this checkout; `nx reset` empties it. */
export { workspaceDataDirectoryForWorkspace } from 'nx/src/utils/cache-directory';

export type {
  CreateDependencies,
  CreateNodes,
  CreateNodesResult,
  ExecutorContext,
  NxJsonConfiguration,
  ProjectConfiguration,
  PostTasksExecution,
  TargetConfiguration,
  Tree,
} from 'nx/src/devkit-exports';
