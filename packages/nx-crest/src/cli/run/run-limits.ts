import {
  withinCapacities,
  type Diagnostic,
  type SchedulingProblem,
  type TaskGraph,
  type TaskNeeds,
} from '@nx-crest/core';
import { crestOptions } from '../../nx/load-nx.js';
import type { PreparedRun, RunTask } from '../../nx/runner/runner-hooks.js';
import { limitedRun } from '../limited-run.js';
import { serverConflicts } from './server-conflicts.js';

/** What limits a run besides its workers. */
export interface RunLimits {
  /** What there is to run on so many workers. */
  readonly problemOf: (workers: number) => SchedulingProblem;
  /** The same for a forecast: it has to know of `parallelism: false` what Nx sees to in a run. */
  readonly forecastProblemOf: (workers: number) => SchedulingProblem;
  /** What is wrong with the configuration. */
  readonly diagnostics: readonly Diagnostic[];
}

/** In a forecast every task takes one of it, and one that Nx runs alone takes all. No resource of nx.json is called so. */
const BESIDE_OTHERS = '\0alone';

/** Resources and files of the tasks that may be executed, and that some of them run alone. */
export function runLimits(run: PreparedRun, graph: TaskGraph): RunLimits {
  const executing = run.tasks.filter(({ cache }) => cache !== 'hit');
  const { resources, needs, diagnostics } = limitedRun(executing, {
    ...{ options: crestOptions(run.nxJson), graph: run.projectGraph, asked: [] },
  });
  const problemOf = (workers: number): SchedulingProblem =>
    withinCapacities({ graph, workers, resources, needs: byIndex(needs, graph) });
  return {
    problemOf,
    forecastProblemOf: executing.some(runsAlone) ? (workers) => withLoners(problemOf(workers), executing) : problemOf,
    diagnostics: [...diagnostics, ...serverConflicts(executing, needs, resources)],
  };
}

function withLoners(problem: SchedulingProblem, tasks: readonly RunTask[]): SchedulingProblem {
  const { graph, workers = 1, resources, needs } = problem;
  const beside = tasks.map((task): readonly [string, TaskNeeds] => {
    const own = needs.get(graph.indexOf.get(task.id) ?? -1);
    const demand = { resource: BESIDE_OTHERS, amount: runsAlone(task) ? workers : 1 };
    return [task.id, { ...own, demands: [...(own?.demands ?? []), demand] }];
  });
  return {
    ...problem,
    resources: [...resources, { name: BESIDE_OTHERS, capacity: workers }],
    needs: byIndex(new Map(beside), graph),
  };
}

function byIndex(needs: ReadonlyMap<string, TaskNeeds>, { indexOf }: TaskGraph): ReadonlyMap<number, TaskNeeds> {
  return new Map(
    [...needs].flatMap(([id, need]): (readonly [number, TaskNeeds])[] => {
      const index = indexOf.get(id);
      return index === undefined ? [] : [[index, need]];
    }),
  );
}

function runsAlone(task: RunTask): boolean {
  return !task.parallelism;
}
