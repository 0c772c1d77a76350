import { resourceLedger } from '../generation/resource-ledger.js';
import { demandKinds } from './demand-kinds.js';
import { at } from '../../graph/at.js';
import { levels } from '../levels.js';
import { compileProblem, type CompiledProblem } from '../problem/compile-problem.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';
import type { DurationDistribution } from './duration-distribution.js';
import { durationDraws, type DurationDraws } from './duration-draws.js';
import { executeOnWorkers } from './execute-on-workers.js';
import { executeUnlimited } from './execute-unlimited.js';
import { executeWithResources } from './execute-with-resources.js';
import { executionNetwork, type ExecutePlan, type ExecutionNetwork } from './execution-network.js';

/** What is uncertain, and in which order the plan is executed. */
export interface SimulatedPlan {
  /**
   * By task index; tasks that are missing take their planned duration. For a running task it is the distribution of the
   * time that is left.
   */
  readonly distributions?: ReadonlyMap<number, DurationDistribution>;
  /** Default 1. */
  readonly seed?: number;
  /**
   * Ready tasks start in the order of its starts, on any worker that may do them. Left out: by bottom level.
   */
  readonly schedule?: Schedule;
}

/** Everything that a run needs, made once. */
export interface PreparedSimulation {
  readonly compiled: CompiledProblem;
  readonly network: ExecutionNetwork;
  readonly draws: DurationDraws;
  readonly execute: ExecutePlan;
  /** The worker of each task in the last execution, where tasks are bound to workers. */
  readonly workerOf?: Int32Array;
}

/** *Throws* `RangeError` for a distribution that is none, and for a schedule of other tasks. */
export function prepareSimulation(problem: SchedulingProblem, plan: SimulatedPlan): PreparedSimulation {
  const { distributions = new Map<number, DurationDistribution>(), seed = 1 } = plan;
  const compiled = compileProblem(problem);
  const network = executionNetwork(compiled, startOrder(problem, compiled, plan.schedule));
  const draws = durationDraws(problem.graph, distributions, seed);
  if (needsResources(compiled)) {
    const ledger = resourceLedger(compiled);
    const execute = executeWithResources(network, ledger, demandKinds(compiled));
    return { compiled, network, draws, execute, ...(ledger.workerOf ? { workerOf: ledger.workerOf } : {}) };
  }
  const unlimited = network.workers >= compiled.size;
  return {
    compiled,
    network,
    draws,
    execute: unlimited ? executeUnlimited(compiled, network) : executeOnWorkers(network),
  };
}

/** True where anything but workers who are all alike is scarce. */
function needsResources({ workers, demandResources }: CompiledProblem): boolean {
  return workers === 0 ? demandResources.length > 0 : demandResources.some((resource) => resource > 0);
}

/** By task, its place: running ones, then by planned start if there is a schedule, then by bottom level, then by id. */
function startOrder({ graph }: SchedulingProblem, { running }: CompiledProblem, schedule?: Schedule): Int32Array {
  const { bottomLevel } = levels(graph);
  const starts = schedule?.start ?? new Float64Array(graph.size);
  if (starts.length !== graph.size) {
    throw new RangeError(`schedule must have ${graph.size} tasks, got ${starts.length}`);
  }
  const isRunning = running ?? new Uint8Array(graph.size);
  const inOrder = Array.from(graph.ids.keys()).sort(
    (a, b) =>
      at(isRunning, b) - at(isRunning, a) ||
      at(starts, a) - at(starts, b) ||
      at(bottomLevel, b) - at(bottomLevel, a) ||
      at(graph.idRanks, a) - at(graph.idRanks, b),
  );
  const ranks = new Int32Array(graph.size);
  for (const [rank, task] of inOrder.entries()) ranks[task] = rank;
  return ranks;
}
