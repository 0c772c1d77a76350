import type { TaskGraph } from '../../graph/task-graph.js';
import { at } from '../../graph/at.js';
import { milliseconds } from '../../model/duration.js';
import { lowerBound } from '../bounds/lower-bound.js';
import { levels } from '../levels.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { criticalTasks } from '../critical-tasks.js';
import { compareRelaxations, effortFor, savingOf, type Saving, type Savings, type WhatIfOptions } from './evaluate.js';

/** What it saves if one task takes half as long. */
export interface HalvingValue extends Saving {
  /** Its index. */
  readonly task: number;
}

/**
 * What the makespan gains from each task that would take half its time (rounded up to a whole millisecond), each on its own.
 *
 * Never scheduled, because they are proven to save nothing: tasks with slack while the makespan is the critical path length,
 * and tasks that leave a lower bound at the makespan. Of the others those on the critical chain of the schedule come first,
 * then those that could save most. A task that runs already is not asked about.
 *
 * *Ties*: equal savings by id. *Complexity*: `evaluations` · (`budget` + 2) schedules.
 */
export function halvingValues(problem: SchedulingProblem, options: WhatIfOptions = {}): Savings<HalvingValue> {
  const { graph, needs } = problem;
  const { budget, evaluations } = effortFor(graph.size, options);
  const relaxations = compareRelaxations(problem, budget, options.schedule);
  const makespan = relaxations.makespan();
  const { slack, criticalPathLength } = levels(graph);
  const onChain = new Set(criticalTasks(problem, relaxations.schedule()));

  const candidates: { readonly task: number; readonly most: number }[] = [];
  const savesNothing = makespan <= lowerBound(withHalf(problem), { quick: true }).makespan; // even if all took half as long
  for (let task = 0; task < graph.size && !savesNothing; task++) {
    const gain = Math.floor(at(graph.durations, task) / 2);
    if (gain === 0 || needs.get(task)?.running) continue;
    // Halved, then begun so much later: any schedule of the variant is one of the problem, so it cannot save more.
    const most = Math.min(gain, makespan - (at(slack, task) > 0 ? criticalPathLength : 0));
    if (most > 0) candidates.push({ task, most });
  }
  const rank = (task: number): number => at(graph.idRanks, task);
  const chainFirst = (task: number): number => (onChain.has(task) ? 0 : 1);
  candidates.sort((a, b) => chainFirst(a.task) - chainFirst(b.task) || b.most - a.most || rank(a.task) - rank(b.task));

  const chosen = candidates.slice(0, evaluations);
  const measured = chosen.map(({ task }) => ({ task, found: relaxations.measure(withHalf(problem, task)) }));
  // What is saved beyond half the task is not saved by the halving: the schedules of the whole problem were less lucky.
  const least = (task: number): number => relaxations.makespan() - Math.floor(at(graph.durations, task) / 2);
  const values = measured
    .map(({ task, found }): HalvingValue => {
      const most = milliseconds(Math.max(found, least(task), 0));
      return { task, ...savingOf(relaxations.makespan(), most) };
    })
    .filter(({ saved }) => saved > 0)
    .sort((a, b) => b.saved - a.saved || rank(a.task) - rank(b.task));
  return { makespan: relaxations.makespan(), values, candidates: candidates.length, evaluated: chosen.length };
}

/** The problem with one task, or with all, in half the time. */
function withHalf(problem: SchedulingProblem, only?: number): SchedulingProblem {
  const durations = problem.graph.durations.map((duration, task) =>
    only === undefined || only === task ? Math.ceil(duration / 2) : duration,
  );
  const graph: TaskGraph = { ...problem.graph, durations };
  return { ...problem, graph };
}
