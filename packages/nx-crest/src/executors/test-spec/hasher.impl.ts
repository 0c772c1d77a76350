import { createHash, randomUUID } from 'node:crypto';
import { getAllFileDataInContext, workspaceDataDirectoryForWorkspace, workspaceRoot } from '../../nx/devkit.js';
import type { NxProjectGraph, NxTask, NxTaskGraph } from '../../nx/nx-types.js';
import { edgeId } from '../../nx/workspace-tasks.js';
import { readObservedInputs } from '../../specs/observed-inputs.js';
import { openSpecSession, type SpecSession } from '../../specs/spec-session.js';
import { readPassedOn } from './passed-on.js';
import { plainTarget, type PlainTarget } from './plain-target.js';
import { noteKey } from './run-keys.js';
import type { TestSpecOptions } from './test-spec-options.js';

/** What a custom hasher is given; the same on Nx 22, 23 and 24. */
interface HasherContext {
  readonly projectGraph: NxProjectGraph;
  readonly taskGraph: NxTaskGraph;
}

interface HashedTask extends NxTask {
  readonly overrides?: { readonly __overrides_unparsed__?: readonly string[] };
}

/** What Nx stores and finds a result by. */
interface TaskHash {
  readonly value: string;
  readonly details: { readonly command: string; readonly nodes: Readonly<Record<string, string>> };
}

/**
 * The key of a spec's result: everything that it may observe, and what is passed on to the runner. Nx asks for it when what the
 * spec waits for is done. A key that cannot be made is one of its own, so that the target runs and tells why.
 */
export async function hashTestSpec(task: HashedTask, context: HasherContext): Promise<TaskHash> {
  const value = await keyOf(task, context);
  noteKey(task.id, value, workspaceRoot);
  return { value, details: { command: value, nodes: {} } };
}

async function keyOf(task: HashedTask, { projectGraph, taskGraph }: HasherContext): Promise<string> {
  const { session, plain, isTrusted } = await runOf(projectGraph);
  const { project, target } = task.target;
  const options = projectGraph.nodes[project]?.data.targets?.[target]?.options as TestSpecOptions | undefined; // our own target
  const once = randomUUID();
  if (options?.spec === undefined || !isTrusted) return once;
  const { args, nodeArgs, hasEffects, isInteractive } = readPassedOn(task.overrides?.__overrides_unparsed__);
  const { env, args: own } = plain(project, options.config);
  const answer = await session.keyOf(
    { spec: options.spec, configFile: options.config, name: options.name ?? '' },
    { env, args: [...own, ...args, ...nodeArgs], after: doneBefore(task.id, taskGraph) },
  );
  if (!('key' in answer)) return once;
  return hasEffects || isInteractive ? `${answer.key}-${once}` : answer.key;
}

/** The tasks that a task waits for, directly or not, as one short text. */
function doneBefore(id: string, { dependencies }: NxTaskGraph): string {
  const before = new Set((dependencies[id] ?? []).map(edgeId));
  for (const one of before) for (const edge of dependencies[one] ?? []) before.add(edgeId(edge)); // goes on with what is added
  if (before.size === 0) return '';
  return createHash('sha256')
    .update([...before].sort().join('\n'))
    .digest('hex');
}

interface Run {
  /** What an audit saw is known; without it, keys would leave out what counts. */
  readonly isTrusted: boolean;
  readonly session: SpecSession;
  readonly plain: (companion: string, config: string) => PlainTarget;
}

/** One session for each graph: Nx asks once for each task of a run. */
const runs = new WeakMap<NxProjectGraph, Promise<Run>>();

function runOf(projectGraph: NxProjectGraph): Promise<Run> {
  const run = runs.get(projectGraph) ?? openRun(projectGraph);
  runs.set(projectGraph, run);
  return run;
}

async function openRun(projectGraph: NxProjectGraph): Promise<Run> {
  const { inputs: observed, diagnostics } = readObservedInputs(workspaceRoot);
  const session = openSpecSession({
    workspaceRoot,
    listed: await getAllFileDataInContext(workspaceRoot),
    projectGraph,
    observed,
    folder: workspaceDataDirectoryForWorkspace(workspaceRoot),
    env: process.env,
  });
  process.once('exit', () => {
    session.save();
  });
  const known = new Map<string, PlainTarget>();
  return {
    session,
    isTrusted: diagnostics.length === 0,
    plain: (companion, config) => {
      const name = `${companion}\0${config}`;
      const file = session.configurationFile(config);
      const found = known.get(name) ?? plainTarget(companion, file ?? {}, { projectGraph, workspaceRoot });
      known.set(name, found);
      return found;
    },
  };
}
