import type { SchedulingProblem } from '../problem/scheduling-problem.js';

/** The fewest workers with whom anything can be scheduled: all up to the last who is bound, one for each task that runs, at least 1. */
export function fewestWorkers({ graph, needs }: SchedulingProblem): number {
  let [fewest, runs] = [1, 0];
  for (const [task, { worker = 0, running }] of needs) {
    if ((graph.durations[task] ?? 0) === 0) continue;
    if (running) runs++;
    fewest = Math.max(fewest, worker + 1, runs);
  }
  return fewest;
}

/** As many workers as could ever be busy: one for each task that takes time, and those to whom tasks are bound. */
export function enoughWorkers(problem: SchedulingProblem): number {
  const withTime = problem.graph.durations.reduce((count, duration) => count + (duration > 0 ? 1 : 0), 0);
  return Math.max(fewestWorkers(problem), withTime);
}
