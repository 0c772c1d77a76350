import { milliseconds } from '../model/duration.js';
import { assignWorkers } from '../schedule/generation/assign-workers.js';
import type { SchedulingProblem } from '../schedule/problem/scheduling-problem.js';
import { NO_WORKER, type Schedule } from '../schedule/schedule.js';
import { prepareSimulation, type SimulatedPlan } from '../schedule/simulation/prepare-simulation.js';

/** One run of a simulation, as a schedule of the problem with the durations that were drawn. */
export interface SimulatedRun {
  readonly problem: SchedulingProblem;
  readonly schedule: Schedule;
  /** The tasks that determined the finish, the first first. */
  readonly chain: readonly number[];
}

/** Runs `first` up to, not including, `end`. Without uncertain tasks every run has the planned durations. */
export function simulatedRuns(
  problem: SchedulingProblem,
  plan: SimulatedPlan,
  { first = 0, end }: { readonly first?: number; readonly end: number },
): SimulatedRun[] {
  const { compiled, draws, execute, network, workerOf } = prepareSimulation(problem, plan);
  const { size } = problem.graph;
  return Array.from({ length: end - first }, (_, i) => {
    const durations = draws.medians.slice();
    draws.draw(first + i, durations);
    const last = execute(durations);
    const finish = network.finish.slice(0, size);
    const start = finish.map((time, task) => time - durations[task]!);
    const bound = workerOf && durations.map((duration, task) => (duration > 0 ? workerOf[task]! : NO_WORKER));
    const chain: number[] = [];
    for (let task = last; task !== network.root; task = network.waitedFor[task]!) {
      if (chain.length === size) throw new Error('the chain goes round in circles');
      chain.unshift(task);
    }
    return {
      problem: { ...problem, graph: { ...problem.graph, durations } },
      schedule: {
        workers: problem.workers ?? 0,
        makespan: milliseconds(network.finish[last]!),
        worker: bound ? Int32Array.from(bound) : assignWorkers({ ...compiled, durations }, start),
        start,
        finish,
      },
      chain,
    };
  });
}
