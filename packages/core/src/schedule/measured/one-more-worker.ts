import { milliseconds } from '../../model/duration.js';
import { listSchedule } from '../list-schedule.js';
import type { SchedulingProblem, TaskNeeds } from '../problem/scheduling-problem.js';
import { savingOf, type Saving } from '../what-if/evaluate.js';
import type { MeasuredTask } from './measured-run.js';
import { measuredTimes } from './measured-times.js';

/** Tasks that run alone take all of it; no resource is called like this. */
const ALONE = '\0alone';

/**
 * What one more worker than `problem.workers` would have saved, had each task taken as long as it did: the makespan of the list
 * schedule on the workers minus that on one more. Restored tasks take no time, and neither do those that were not measured.
 *
 * It knows nothing of what tasks do to each other: where the cores were busy, one more task at a time slows the others down,
 * and less is saved than this says, or nothing.
 *
 * *Complexity*: as two `listSchedule`.
 */
export function oneMoreWorker(problem: SchedulingProblem, measured: readonly MeasuredTask[]): Saving {
  const { graph, workers } = problem;
  const { busy, alone } = measuredTimes(graph, measured);
  const asMeasured = { ...problem, graph: { ...graph, durations: busy } };
  const makespanOn = (number: number) => listSchedule(withWorkers(asMeasured, alone, number)).makespan;
  if (workers === undefined) return { saved: milliseconds(0), makespan: listSchedule(asMeasured).makespan };
  return savingOf(makespanOn(workers), makespanOn(workers + 1));
}

function withWorkers(problem: SchedulingProblem, alone: Uint8Array, workers: number): SchedulingProblem {
  if (!alone.includes(1)) return { ...problem, workers };
  const needs = new Map(
    Array.from(alone, (isAlone, task): [number, TaskNeeds] => {
      const own = problem.needs.get(task);
      const share = { resource: ALONE, amount: isAlone ? workers : 1 };
      return [task, { ...own, demands: [...(own?.demands ?? []), share] }];
    }),
  );
  return { ...problem, workers, resources: [...problem.resources, { name: ALONE, capacity: workers }], needs };
}
