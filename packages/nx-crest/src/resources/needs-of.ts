import type { Demand, Resource, TaskNeeds } from '@nx-crest/core';
import { compareText, diagnostic, type Diagnostic } from '@nx-crest/core/model';
import type { NxProjectGraph, NxTaskTarget } from '../nx/nx-types.js';
import type { WorkspaceTask } from '../nx/read-task-graph.js';
import { toWorkspacePath } from '../run/workspace-path.js';
import { isRecord } from './is-record.js';
import type { Limits } from './limits.js';
import { readDemands } from './read-demands.js';

/** What limits the tasks of one run, besides its workers. */
export interface RunNeeds {
  /** Those that at least one of the tasks takes, sorted by name. */
  readonly resources: readonly Resource[];
  /** By task id; tasks that need nothing are missing. Mutexes are the files that a planning document names. */
  readonly needs: ReadonlyMap<string, TaskNeeds>;
  /** What is wrong with the metadata of their targets. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What each task of a run takes while it runs: `metadata.crest.resources` of its target; without it, `needs` of `nx.json`
 * for `project:target`, or else for `target`. Configurations of a target take what the target takes. Tasks of planning
 * documents hold the files that they name, under the names by which their executor locks them.
 *
 * *Complexity*: linear in the tasks and what they need.
 */
export function needsOf(
  tasks: readonly WorkspaceTask[],
  graph: NxProjectGraph,
  limits: Pick<Limits, 'resources' | 'needs'>,
): RunNeeds {
  const diagnostics: Diagnostic[] = [];
  const needs = new Map<string, TaskNeeds>();
  const known = new Map<string, TaskNeeds>();
  for (const { id, target, noop } of tasks) {
    if (noop) continue;
    const key = `${target.project}:${target.target}`;
    const need = known.get(key) ?? needOf(target, crestOf(target, graph), limits, diagnostics);
    known.set(key, need);
    if ((need.demands?.length ?? 0) + (need.mutexes?.length ?? 0) > 0) needs.set(id, need);
  }
  const taken = new Set([...needs.values()].flatMap(({ demands = [] }) => demands.map(({ resource }) => resource)));
  return { resources: limits.resources.filter(({ name }) => taken.has(name)), needs, diagnostics };
}

function needOf(
  { project, target }: NxTaskTarget,
  crest: Readonly<Record<string, unknown>>,
  { resources, needs }: Pick<Limits, 'resources' | 'needs'>,
  diagnostics: Diagnostic[],
): TaskNeeds {
  const own = crest['resources'];
  const stated = needs.get(`${project}:${target}`) ?? needs.get(target) ?? [];
  const placeOf = (path: readonly string[]): string =>
    `${['metadata.crest.resources', ...path].join('.')} of ${project}:${target}`;
  const demands =
    own === undefined
      ? stated
      : readDemands(own, resources, {
          expect: (path, expected) => {
            diagnostics.push(diagnostic('CREST313', { place: placeOf(path), expected }));
          },
          unknown: (name, suggestion) => {
            diagnostics.push(diagnostic('CREST312', { place: placeOf([]), name, suggestion }));
          },
        });
  return { demands: demands.filter(isWanted), mutexes: filesOf(crest) };
}

function isWanted({ amount }: Demand): boolean {
  return amount > 0;
}

/** What the plugin, or the user, wrote under `metadata.crest` of the target. */
function crestOf({ project, target }: NxTaskTarget, { nodes }: NxProjectGraph): Readonly<Record<string, unknown>> {
  const crest = nodes[project]?.data.targets?.[target]?.metadata?.['crest'];
  return isRecord(crest) ? crest : {};
}

function filesOf({ files }: Readonly<Record<string, unknown>>): readonly string[] {
  const paths = Array.isArray(files) ? files.filter((file) => typeof file === 'string') : [];
  return [...new Set(paths.map((path) => toWorkspacePath(path) ?? path))].sort(compareText);
}
