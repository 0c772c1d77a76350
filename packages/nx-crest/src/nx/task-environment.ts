import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isFunction, requireOrNothing } from './installed-nx.js';
import type { NxProjectGraph } from './nx-types.js';

const ENVIRONMENT = 'nx/src/tasks-runner/task-env';

/**
 * The environment that Nx gives a target of a project: this process's own, with the `.env` files of the project and the target.
 * Where this Nx cannot say it, this process's own.
 */
export function taskEnvironment(
  { project, target }: { readonly project: string; readonly target: string },
  projectGraph: Pick<NxProjectGraph, 'nodes'>,
  workspaceRoot: string,
): NodeJS.ProcessEnv {
  const found = requireOrNothing(createRequire(join(workspaceRoot, 'package.json')), ENVIRONMENT);
  const environmentOf = found?.['getTaskSpecificEnv'];
  if (!isFunction(environmentOf)) return process.env;
  // Nx remembers answers by id, for as long as a process lives.
  const projectRoot = projectGraph.nodes[project]?.data.root;
  const task = { id: `${project}:${target}:${asked++}`, target: { project, target }, overrides: {}, projectRoot };
  const given = process.env[LOADS];
  // Nx says so only when there is a graph.
  if (given !== 'false') process.env[LOADS] = 'true';
  try {
    const { [LOADS]: _, ...env } = environmentOf(task, projectGraph) as NodeJS.ProcessEnv; // the same on 22, 23 and 24
    return env;
  } catch {
    return process.env; // no such project in this graph
  } finally {
    if (given === undefined) Reflect.deleteProperty(process.env, LOADS);
    else process.env[LOADS] = given;
  }
}

/** Whether Nx loads `.env` files for tasks. */
const LOADS = 'NX_LOAD_DOT_ENV_FILES';
let asked = 0;
