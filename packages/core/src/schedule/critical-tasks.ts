import { at } from '../graph/at.js';
import { holds } from './holds.js';
import type { SchedulingProblem } from './problem/scheduling-problem.js';
import type { Schedule } from './schedule.js';

/**
 * One chain of tasks, each held by the one before it until it starts, whose last ends with the schedule: what decides the
 * makespan, under scarce workers and resources too. Milestones belong to it. From its first task to its last.
 *
 * *Ties*: the smaller id ends the chain; before it as in `holds`. *Complexity*: that of `holds`.
 */
export function criticalTasks(problem: SchedulingProblem, schedule: Schedule): readonly number[] {
  const { graph } = problem;
  const held = holds(problem, schedule);
  let last = -1;
  for (const task of graph.order) {
    if (at(schedule.finish, task) !== schedule.makespan) continue;
    if (last === -1 || at(graph.idRanks, task) < at(graph.idRanks, last)) last = task;
  }
  const chain: number[] = [];
  for (let task = last; task !== -1;) {
    chain.push(task);
    const on = held[task]?.on ?? -1;
    task = on !== -1 && at(schedule.finish, on) === at(schedule.start, task) ? on : -1;
  }
  return chain.reverse();
}
