import type { SchedulingProblem } from '../schedule/problem/scheduling-problem.js';
import { bruteLevels, predecessorSets } from './brute-force.js';

/** A task that has its place. `worker` is -1 where it needs none. */
interface Placed {
  readonly task: number;
  readonly start: number;
  readonly finish: number;
  readonly worker: number;
}

/**
 * The shortest makespan of all schedules of a problem of up to 7 tasks: what runs already stands at 0, the others are placed
 * in every possible order, on every worker, each at the earliest time at which what it waits for is done and all that it
 * needs is free throughout. Some such order gives an optimal schedule. Infinite where nothing can be scheduled.
 */
export function bruteOptimum(problem: SchedulingProblem): number {
  const { graph, needs } = problem;
  const before = predecessorSets(graph);
  const { bottomLevel } = bruteLevels(graph);
  const tasks = Array.from({ length: graph.size }, (_, task) => task);
  const duration = (task: number) => graph.durations[task]!;
  let best = Infinity;

  const place = (placed: readonly Placed[]): void => {
    const makespan = Math.max(0, ...placed.map(({ finish }) => finish));
    if (placed.length === graph.size) {
      best = Math.min(best, makespan);
      return;
    }
    const open = tasks.filter((task) => placed.every((other) => other.task !== task));
    const running = open.filter((task) => needs.get(task)?.running);
    for (const task of running.length > 0 ? running.slice(0, 1) : open) {
      const waitsFor = placed.filter((other) => before[task]!.has(other.task));
      if (waitsFor.length < before[task]!.size) continue;
      const ready = Math.max(0, ...waitsFor.map(({ finish }) => finish));
      const moments = running.length > 0 ? [0] : [ready, ...placed.map(({ finish }) => finish)];
      for (const worker of workersFor(task, placed)) {
        const row = (start: number) => ({ task, start, finish: start + duration(task), worker });
        const starts = moments.filter((start) => start >= ready && fits(problem, [...placed, row(start)]));
        const start = Math.min(...starts);
        if (Math.max(makespan, start + bottomLevel[task]!) < best) place([...placed, row(start)]);
      }
    }
  };

  /** Of those who have done nothing yet and to whom nobody is bound the first stands for all. */
  function workersFor(task: number, placed: readonly Placed[]): readonly number[] {
    if (problem.workers === undefined || duration(task) === 0) return [-1];
    const own = needs.get(task)?.worker;
    if (own !== undefined) return [own];
    const known = new Set([...placed.map(({ worker }) => worker), ...[...needs.values()].map(({ worker }) => worker)]);
    const workers = Array.from({ length: problem.workers }, (_, worker) => worker);
    const fresh = workers.find((worker) => !known.has(worker));
    return workers.filter((worker) => known.has(worker) || worker === fresh);
  }

  place([]);
  return best;
}

/** True where at no moment more is taken of anything than there is. */
function fits({ needs, resources }: SchedulingProblem, rows: readonly Placed[]): boolean {
  return rows.every(({ start }) => {
    const now = rows.filter((row) => row.start <= start && start < row.finish);
    const workers = now.map(({ worker }) => worker).filter((worker) => worker !== -1);
    const mutexes = now.flatMap(({ task }) => [...new Set(needs.get(task)?.mutexes)]);
    const demands = now.flatMap(({ task }) => needs.get(task)?.demands ?? []);
    return (
      new Set(workers).size === workers.length &&
      new Set(mutexes).size === mutexes.length &&
      resources.every(({ name, capacity }) => {
        const taken = demands.filter(({ resource }) => resource === name).reduce((sum, { amount }) => sum + amount, 0);
        return taken <= capacity;
      })
    );
  });
}
