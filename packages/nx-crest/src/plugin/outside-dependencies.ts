import type { TargetConfiguration } from '../nx/devkit.js';
import type { PlannedPlan } from './planned-document.js';
import { plannedNode } from './spec-project.js';

/** A plan that became a project. */
export interface PlanProject {
  readonly name: string;
  /** The document or folder, from the workspace root. */
  readonly document: string;
  readonly isFolder: boolean;
  readonly plan: PlannedPlan;
  readonly targets: Readonly<Record<string, TargetConfiguration>>;
}

/** What tasks wait for in other plans: Nx's own dependencies on their targets, and what no plan of the workspace has. */
export interface OutsideTargets {
  /** By target. */
  readonly dependsOn: ReadonlyMap<string, readonly { readonly projects: string[]; readonly target: string }[]>;
  /** By task; such a task does not start. */
  readonly unknown: ReadonlyMap<string, readonly string[]>;
}

/** Finds the targets that plans wait for in each other. */
export type FindOutside = (project: PlanProject) => OutsideTargets;

/**
 * Prepares the search. Plans are found by format and name: of a folder that is one plan its own name, of a document
 * that of its folder; `002` finds `002-albums` where no other begins so. A plan as a whole that is not there any more is
 * taken for finished and put away; a *task* that nobody has is unknown, and what waits for it does not start.
 *
 * *Complexity*: linear in targets and outside dependencies, times plans of one format for a shortened name.
 */
export function outsideFinder(projects: readonly PlanProject[]): FindOutside {
  const byName = new Map<string, PlanProject[]>();
  for (const project of projects) {
    const key = keyOf(project.plan.format, nameOf(project));
    byName.set(key, [...(byName.get(key) ?? []), project]);
  }
  return (project) => {
    const dependsOn = new Map<string, { readonly projects: string[]; readonly target: string }[]>();
    const unknown = new Map<string, string[]>();
    for (const outside of project.plan.outside ?? []) {
      const { id, plan, on } = outside;
      const found = findTarget(project, outside, byName);
      if (found) {
        for (const waiting of targetsOf(project, id)) {
          dependsOn.set(waiting, [...(dependsOn.get(waiting) ?? []), found]);
        }
      } else if (id !== undefined && on !== undefined) {
        unknown.set(id, [...(unknown.get(id) ?? []), plan === undefined ? on : `${plan}:${on}`]);
      }
    }
    return { dependsOn, unknown };
  };
}

type Outside = NonNullable<PlannedPlan['outside']>[number];

function findTarget(
  project: PlanProject,
  { plan, on }: Outside,
  byName: ReadonlyMap<string, readonly PlanProject[]>,
): { readonly projects: string[]; readonly target: string } | undefined {
  const other = plan === undefined ? undefined : findPlan(keyOf(project.plan.format, plan), byName);
  const target = other && other !== project ? targetOf(other, on) : undefined;
  return other && target !== undefined ? { projects: [other.name], target } : undefined;
}

/** The only plan of that name, else the only one whose name begins with it. */
function findPlan(wanted: string, byName: ReadonlyMap<string, readonly PlanProject[]>): PlanProject | undefined {
  const exact = byName.get(wanted) ?? [];
  const found =
    exact.length > 0 ? exact : [...byName].filter(([key]) => key.startsWith(`${wanted}-`)).flatMap(([, each]) => each);
  return found.length === 1 ? found[0] : undefined;
}

function keyOf(format: string | undefined, name: string): string {
  return `${format ?? ''}\0${name.toLowerCase()}`;
}

function nameOf({ document, isFolder, plan }: PlanProject): string {
  if (plan.tag !== undefined) return plan.tag;
  const segments = document.split('/');
  return segments.at(isFolder || segments.length === 1 ? -1 : -2) ?? document;
}

/** The target of a task; without one the umbrella, which is the only target that stands for no task or group. */
function targetOf({ targets }: PlanProject, on: string | undefined): string | undefined {
  return Object.keys(targets).find((name) => plannedNode(targets[name] ?? {})?.id.toLowerCase() === on?.toLowerCase());
}

/** The target of a task; without one those of all tasks. */
function targetsOf({ targets }: PlanProject, id: string | undefined): readonly string[] {
  return Object.keys(targets).filter((name) => {
    const node = plannedNode(targets[name] ?? {});
    return id === undefined ? node?.kind === 'task' && node.status !== 'done' : node?.id === id;
  });
}
