import { taskEnvironment } from '../../nx/task-environment.js';

/** A target of a project, before there is a graph. */
export interface PlainTargetPlace {
  readonly project: string;
  /** From the workspace root; `''` is the workspace. */
  readonly root: string;
  readonly target: string;
}

/** The environment that Nx will give that target, with the `.env` files of the project. */
export function projectEnvironment(
  { project, root, target }: PlainTargetPlace,
  workspaceRoot: string,
): NodeJS.ProcessEnv {
  const data = { root: root || '.', targets: { [target]: {} } };
  return taskEnvironment({ project, target }, { nodes: { [project]: { name: project, data } } }, workspaceRoot);
}
