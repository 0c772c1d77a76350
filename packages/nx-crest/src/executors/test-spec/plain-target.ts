import type { NxProjectGraph } from '../../nx/nx-types.js';
import { taskEnvironment } from '../../nx/task-environment.js';
import { companionOf } from '../../plugin/test-specs/companion-project.js';
import type { ConfigurationFile } from '../../specs/find-configurations.js';

/** What the plain test target of a project adds when it starts the runner. */
export interface PlainTarget {
  readonly env: NodeJS.ProcessEnv;
  readonly args: readonly string[];
}

/**
 * What the specs of a companion project inherit from the project that they lie in: its environment with its `.env` files, and
 * what its test target adds to the command.
 */
export function plainTarget(
  companion: string,
  file: Pick<ConfigurationFile, 'target' | 'env' | 'args'>,
  { projectGraph, workspaceRoot }: { projectGraph: Pick<NxProjectGraph, 'nodes'>; workspaceRoot: string },
): PlainTarget {
  const data = projectGraph.nodes[companion]?.data;
  const root = data && companionOf(data)?.projectRoot;
  const owner = Object.values(projectGraph.nodes).find((node) => node.data.root === (root === '' ? '.' : root));
  const target = file.target ?? 'test';
  const env = owner ? taskEnvironment({ project: owner.name, target }, projectGraph, workspaceRoot) : process.env;
  return { env: { ...env, ...file.env }, args: file.args ?? [] };
}
