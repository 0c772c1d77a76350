import {
  schedulingProblem,
  type Diagnostic,
  type SchedulingProblem,
  type TaskGraph,
  type TaskNeeds,
} from '@nx-crest/core';
import { crestOptions } from '../../nx/load-nx.js';
import type { PreparedRun, RunTask } from '../../nx/runner/runner-hooks.js';
import { normalizeOptions } from '../../plugin/options.js';
import { needsOf } from '../../resources/needs-of.js';

/** What limits a run besides its workers. */
export interface RunLimits {
  /** What there is to schedule on so many workers. */
  readonly problemOf: (workers: number) => SchedulingProblem;
  readonly diagnostics: readonly Diagnostic[];
}

/** Every task takes one of it, and one that Nx runs alone takes all. */
const BESIDE_OTHERS = 'parallelism';

/** Resources and files of the tasks, and that some of them run alone (`parallelism: false`). */
export function runLimits(run: PreparedRun, graph: TaskGraph): RunLimits {
  const { limits } = normalizeOptions(crestOptions(run.nxJson));
  const { resources, needs, diagnostics } = needsOf(run.tasks, run.projectGraph, limits);
  const alone = run.tasks.some(runsAlone);
  const problemOf = (workers: number): SchedulingProblem => {
    const beside = (task: RunTask) => [{ resource: BESIDE_OTHERS, amount: runsAlone(task) ? workers : 1 }];
    const needed = run.tasks.flatMap((task): (readonly [number, TaskNeeds])[] => {
      const index = graph.indexOf.get(task.id);
      const own = needs.get(task.id);
      if (index === undefined || !(own || alone)) return [];
      return [[index, alone ? { ...own, demands: [...(own?.demands ?? []), ...beside(task)] } : { ...own }]];
    });
    const capacities = [...resources, ...(alone ? [{ name: BESIDE_OTHERS, capacity: workers }] : [])];
    const checked = schedulingProblem(graph, { workers, resources: capacities, needs: new Map(needed) });
    // What takes more than there is was told, and left out, where the options were read.
    return checked.problem ?? { graph, workers, resources: [], needs: new Map() };
  };
  return { problemOf, diagnostics: [...limits.diagnostics, ...diagnostics] };
}

function runsAlone(task: RunTask): boolean {
  return !task.parallelism;
}
