import { at } from '../../graph/at.js';
import { milliseconds, type Milliseconds } from '../../model/duration.js';
import { checkSeed, checkWholeNumber } from '../check-whole-number.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { chanceBy, finishDistribution, type FinishDistribution } from './finish-distribution.js';
import { prepareSimulation, type PreparedSimulation, type SimulatedPlan } from './prepare-simulation.js';
import { runTally } from './run-tally.js';
import { uncertaintyCosts, type UncertaintyCost } from './uncertainty-costs.js';

/** How often to execute what. */
export interface SimulationOptions extends SimulatedPlan {
  /** Default 10,000. */
  readonly runs?: number;
  /** False: `uncertaintyCosts` stays empty, which saves most of the time of a simulation of few runs. Default true. */
  readonly costs?: boolean;
}

/** What many executions of one plan, each with other durations, have in common. */
export interface Simulation {
  /** Runs that were executed: 1 where nothing is uncertain. */
  readonly runs: number;
  readonly seed: number;
  /** Tasks whose duration is not certain. 0: all runs are alike, and the simulation says nothing. */
  readonly uncertainTasks: number;
  readonly finish: FinishDistribution;
  /** Makespan of the schedule that was given, else of the plan executed with its planned durations. */
  readonly plannedMs: Milliseconds;
  /** The share of runs that ended by `plannedMs`. */
  readonly plannedChance: number;
  /**
   * By task, the share of runs in which it lay on the chain that determined the finish. The chain goes back from the task
   * that ended last to what each task really waited for last: a dependency, a worker or a resource. 0 for milestones.
   */
  readonly criticality: Float64Array;
  /** By task. */
  readonly meanStartMs: Float64Array;
  /** By task. */
  readonly meanFinishMs: Float64Array;
  /** The tasks whose uncertainty matters most, the costliest first; at most 5. */
  readonly uncertaintyCosts: readonly UncertaintyCost[];
}

/**
 * Monte Carlo simulation of a plan: each run draws all durations and executes the plan as the runner would, which knows no
 * duration before the task has ended: whenever something is free, the first ready task that fits starts.
 *
 * Durations are independent of each other; what makes all tasks late together (an optimistic author) is not in it.
 * Where a task could start when several others ended at the same moment, one of them is on the chain: a dependency rather
 * than a worker or a resource.
 *
 * The same problem and options give the same bytes on every machine. *Units*: milliseconds from the start of the plan.
 *
 * *Complexity*: `O(runs · (V · workers + E))` where only workers are scarce. *Throws* `RangeError` for runs that are not a
 * whole number ≥ 1, a seed that is not whole, a distribution that is none, a schedule of other tasks.
 * *Source*: Van Slyke 1963 (criticality index by Monte Carlo).
 */
export function simulate(problem: SchedulingProblem, options: SimulationOptions = {}): Simulation {
  const { runs: wanted = 10_000, seed = 1, schedule, costs = true } = options;
  checkWholeNumber('runs', wanted, 1);
  checkSeed(seed);
  const prepared = prepareSimulation(problem, options);
  const uncertainTasks = prepared.draws.uncertain.length;
  const runs = uncertainTasks === 0 ? 1 : wanted;
  const plannedMs = schedule?.makespan ?? milliseconds(makespanOf(prepared, problem.graph.durations));
  const { finishes, tally } = executeRuns(prepared, runs, plannedMs);
  const finish = finishDistribution(finishes);
  return {
    runs,
    seed,
    uncertainTasks,
    finish,
    plannedMs,
    plannedChance: chanceBy(finish, plannedMs),
    criticality: tally.criticalRuns.map((count) => count / runs),
    meanStartMs: tally.meanStartMs,
    meanFinishMs: tally.meanFinishMs,
    uncertaintyCosts: costs
      ? uncertaintyCosts(problem.graph, prepared, { finishes, covariance: tally.covariance })
      : [],
  };
}

function executeRuns(prepared: PreparedSimulation, runs: number, plannedMs: number) {
  const { draws, execute, network } = prepared;
  const tally = runTally(prepared, plannedMs);
  const finishes = new Float64Array(runs);
  const durations = draws.medians.slice();
  for (let run = 0; run < runs; run++) {
    draws.draw(run, durations);
    const last = execute(durations);
    finishes[run] = at(network.finish, last);
    tally.add(last, durations);
  }
  return { finishes, tally: tally.result(runs) };
}

function makespanOf({ execute, network }: PreparedSimulation, durations: Float64Array): number {
  return at(network.finish, execute(durations));
}
