/** How Nx decides what is a project, for questions that are asked before there is a graph. Loaded only where test specs are tasks. */
import { getGlobPatternsFromPackageManagerWorkspaces } from 'nx/src/plugins/package-json/create-nodes';
import { globWithWorkspaceContext } from 'nx/src/utils/workspace-context';

/** Names of projects that match patterns like those of `--projects`. */
export { findMatchingProjects } from 'nx/src/utils/find-matching-projects';

const EVERY_PACKAGE = '**/package.json';

/**
 * The `package.json` files that are projects: those that the workspaces of the package manager name, from the workspace root. Who
 * only takes away, takes away from all.
 */
export async function workspacePackages(workspaceRoot: string): Promise<readonly string[]> {
  const patterns = getGlobPatternsFromPackageManagerWorkspaces(workspaceRoot);
  const without = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const named = patterns.filter((pattern) => !pattern.startsWith('!'));
  const takesOnly = without.length > 0 && named.every((pattern) => pattern === 'package.json');
  const globs = takesOnly ? [...named, EVERY_PACKAGE] : named;
  return globs.length === 0 ? [] : globWithWorkspaceContext(workspaceRoot, globs, without);
}
