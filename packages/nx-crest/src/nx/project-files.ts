/** How Nx decides what is a project, for questions that are asked before there is a graph. Loaded only where test specs are tasks. */

/** Which `package.json` files are projects: those that the workspaces of the package manager name. */
export { buildPackageJsonPatterns, buildPackageJsonWorkspacesMatcher } from 'nx/src/plugins/package-json/create-nodes';
/** Names of projects that match patterns like those of `--projects`. */
export { findMatchingProjects } from 'nx/src/utils/find-matching-projects';
