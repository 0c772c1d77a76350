import type { SchedulingProblem } from '../problem/scheduling-problem.js';

/** The fewest workers with whom anything can be scheduled: 1, or all up to the last to whom a task is bound. */
export function fewestWorkers({ graph, needs }: SchedulingProblem): number {
  let fewest = 1;
  for (const [task, { worker = 0 }] of needs) {
    if ((graph.durations[task] ?? 0) > 0 && worker >= fewest) fewest = worker + 1;
  }
  return fewest;
}

/** As many workers as could ever be busy: one for each task that takes time, and those to whom tasks are bound. */
export function enoughWorkers(problem: SchedulingProblem): number {
  const withTime = problem.graph.durations.reduce((count, duration) => count + (duration > 0 ? 1 : 0), 0);
  return Math.max(fewestWorkers(problem), withTime);
}
