import { at } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { milliseconds, type Milliseconds } from '../../model/duration.js';
import { percentile } from './finish-distribution.js';
import type { PreparedSimulation } from './prepare-simulation.js';

/** What the uncertainty of one task costs. */
export interface UncertaintyCost {
  readonly task: number;
  /** Its median, which it takes in each of the compared runs. */
  readonly medianMs: Milliseconds;
  /** How much earlier the plan then ends with a chance of 80 %. */
  readonly p80FallMs: number;
  /** Standard error of the fall. */
  readonly errorMs: number;
  /** How many runs were compared. */
  readonly runs: number;
}

/** Tasks that are looked at. */
const CANDIDATES = 5;
/** How many tasks all comparisons together may execute, so that they take a fraction of what 10,000 runs take. */
const MOST_EXECUTED_TASKS = 1_000_000;
/** Fewer runs say nothing about an 80th percentile. */
const LEAST_RUNS = 100;
/** Falls of less than so many standard errors may be chance. */
const LEAST_ERRORS = 2;
/** The density at the 80th percentile is read off between these two. */
const [BELOW, ABOVE] = [0.75, 0.85];

/**
 * The tasks whose durations go with the makespan most (by covariance), and what each one's uncertainty costs: the same runs
 * once more, all other durations as they were (common random numbers), with that task fixed at its median. The larger the
 * plan, the fewer runs are compared; beyond 2,000 tasks nothing is. Falls that may be chance are left out, so that nothing is
 * left where no single task's uncertainty matters.
 *
 * *Ties*: smaller id. *Source*: common random numbers, Law 2015.
 */
export function uncertaintyCosts(
  graph: TaskGraph,
  prepared: PreparedSimulation,
  base: { readonly finishes: Float64Array; readonly covariance: Float64Array },
): readonly UncertaintyCost[] {
  const { finishes, covariance } = base;
  const compared = finishes.subarray(0, Math.floor(MOST_EXECUTED_TASKS / CANDIDATES / Math.max(1, graph.size)));
  if (compared.length < LEAST_RUNS) return [];
  const byId = (a: number, b: number) => at(graph.idRanks, a) - at(graph.idRanks, b);
  return Array.from(prepared.draws.uncertain)
    .filter((task) => at(covariance, task) > 0)
    .sort((a, b) => at(covariance, b) - at(covariance, a) || byId(a, b))
    .slice(0, CANDIDATES)
    .map((task) => costOf(task, prepared, compared))
    .filter(({ p80FallMs, errorMs }) => p80FallMs > LEAST_ERRORS * errorMs)
    .sort((a, b) => b.p80FallMs - a.p80FallMs || byId(a.task, b.task));
}

function costOf(task: number, { draws, execute, network }: PreparedSimulation, base: Float64Array): UncertaintyCost {
  const runs = base.length;
  const durations = draws.medians.slice();
  const fixed = new Float64Array(runs);
  for (let run = 0; run < runs; run++) {
    draws.draw(run, durations);
    durations[task] = at(draws.medians, task);
    fixed[run] = at(network.finish, execute(durations));
  }
  const sorted = base.toSorted();
  const p80 = percentile(sorted, 0.8);
  return {
    task,
    medianMs: milliseconds(at(draws.medians, task)),
    p80FallMs: p80 - percentile(fixed.toSorted(), 0.8),
    errorMs: fallError({ base, fixed, sorted, p80 }),
    runs,
  };
}

/**
 * Runs that change sides of the percentile are what the fall consists of: their standard error, as time by the density there.
 */
function fallError(pair: {
  readonly base: Float64Array;
  readonly fixed: Float64Array;
  readonly sorted: Float64Array;
  readonly p80: number;
}): number {
  const runs = pair.base.length;
  let [earlier, later] = [0, 0];
  for (const [run, finish] of pair.base.entries()) {
    const other = at(pair.fixed, run);
    if (finish > pair.p80 && other <= pair.p80) earlier++;
    if (finish <= pair.p80 && other > pair.p80) later++;
  }
  const share = Math.sqrt(earlier + later - (earlier - later) ** 2 / runs) / runs;
  const timePerShare = (percentile(pair.sorted, ABOVE) - percentile(pair.sorted, BELOW)) / (ABOVE - BELOW);
  return Math.round(share * timePerShare);
}
