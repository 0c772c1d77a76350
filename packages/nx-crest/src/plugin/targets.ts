import { isDropped } from '@nx-crest/core/model';
import type { TargetConfiguration } from '../nx/devkit.js';
import type { OutsideTargets, PlanProject } from './outside-dependencies.js';
import type { PlannedNode, PlannedPlan } from './planned-document.js';
import { plannedNode } from './spec-project.js';

/** Where the tasks come from and what executes them. */
export interface TargetContext {
  /** From the workspace root. */
  readonly document: string;
  /** All files in it are the plan's. */
  readonly isFolder: boolean;
  readonly tag?: string | undefined;
  readonly command?: readonly string[] | undefined;
  /** Name of the target that runs the whole plan; numbered where a task or target defaults have it. */
  readonly umbrella: string;
  /** Names for which `nx.json` has target defaults: those would overwrite the dependencies of our targets. */
  readonly reserved: ReadonlySet<string>;
}

/** What `metadata.crest` of a task's target holds; `crest` and `createDependencies` read it. */
export type TargetMetadata = PlannedNode;

const EXECUTOR = 'nx-crest:spec-task';
const TECHNOLOGIES = ['nx-crest'];

/**
 * One target for each task and group, and the umbrella over all of them. Done tasks and groups are `nx:noop`;
 * cancelled and deferred ones keep a target that refuses to run, so that what depends on them cannot.
 *
 * *Complexity*: `O(V + E)`.
 */
export function makeTargets(plan: PlannedPlan, context: TargetContext): Record<string, TargetConfiguration> {
  const { nodes } = plan;
  const nameOf = targetNames(nodes, context);
  const targets: Record<string, TargetConfiguration> = {};
  for (const node of nodes) targets[nameOf(node.id)] = makeTarget(node, nameOf, context);

  const isTaken = (name: string) => Object.hasOwn(targets, name) || context.reserved.has(name);
  targets[freeName(context.umbrella, isTaken)] = {
    ...(plan.broken ? specTask(context) : { executor: 'nx:noop' }),
    cache: false,
    inputs: [inputOf(context)],
    dependsOn: topNodes(nodes).map(nameOf),
    metadata: { description: umbrellaText(plan, context), technologies: TECHNOLOGIES },
  };
  return targets;
}

function makeTarget(
  node: PlannedNode,
  nameOf: (id: string) => string,
  context: TargetContext,
): TargetConfiguration<unknown> {
  const runs = node.kind === 'task' && node.status !== 'done';
  return {
    ...(runs ? specTask(context, node.id) : { executor: 'nx:noop' }),
    cache: false,
    inputs: [inputOf(context)],
    // What refuses waits for nothing: the answer is known at once.
    dependsOn: refuses(node) ? [] : node.dependsOn.map(({ id }) => nameOf(id)),
    metadata: {
      description: node.title,
      technologies: TECHNOLOGIES,
      ...{ crest: node satisfies TargetMetadata }, // Nx keeps what its own type does not know
    },
  };
}

/** The targets with what they wait for in other projects; a task that waits for what nobody has is told so, and refuses. */
export function withOutside(project: PlanProject, { dependsOn, unknown }: OutsideTargets): PlanProject {
  if (dependsOn.size === 0 && unknown.size === 0) return project;
  const targets = Object.entries(project.targets).map(([name, target]): [string, TargetConfiguration] => {
    const missing = unknown.get(plannedNode(target)?.id ?? '');
    const options = target.options as object | undefined; // ours: `specTask` made it
    return [
      name,
      {
        ...target,
        dependsOn: [...(target.dependsOn ?? []), ...(dependsOn.get(name) ?? [])],
        ...(missing && options ? { options: { ...options, unknown: missing } } : {}),
      },
    ];
  });
  return { ...project, targets: Object.fromEntries(targets) };
}

/** Without a task: the executor tells what is wrong with the document, and fails. */
function specTask({ document, tag, command }: TargetContext, task?: string): TargetConfiguration {
  return {
    executor: EXECUTOR,
    options: {
      document,
      ...(tag === undefined ? {} : { tag }),
      ...(task === undefined ? {} : { task }),
      ...(command ? { command } : {}),
    },
  };
}

/** The document alone: with Nx's default inputs a project without files cannot be hashed. */
function inputOf({ document, isFolder }: TargetContext): string {
  return `{workspaceRoot}/${document}${isFolder ? '/**/*' : ''}`;
}

/** Tasks and groups that nothing else of the plan waits for: when these are done, all that is planned is. */
function topNodes(nodes: readonly PlannedNode[]): readonly string[] {
  const planned = nodes.filter((node) => !refuses(node));
  const waitedFor = new Set(planned.flatMap((node) => node.dependsOn.map(({ id }) => id)));
  return planned.map(({ id }) => id).filter((id) => !waitedFor.has(id));
}

function refuses({ kind, status }: PlannedNode): boolean {
  return kind === 'task' && isDropped(status);
}

function targetNames(nodes: readonly PlannedNode[], { reserved }: TargetContext): (id: string) => string {
  const taken = new Set([...nodes.map((node) => node.id), ...reserved]);
  const renamed = new Map<string, string>();
  for (const { id } of nodes) {
    if (!reserved.has(id)) continue;
    const name = freeName(`task-${id}`, (one) => taken.has(one));
    taken.add(name);
    renamed.set(id, name);
  }
  return (id) => renamed.get(id) ?? id;
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number++) free = `${name}-${number}`;
  return free;
}

function umbrellaText(plan: PlannedPlan, { document }: TargetContext): string {
  if (plan.broken) return `${document} has errors: run this target to see them`;
  return `Everything that is planned in ${plan.title ?? document}`;
}
