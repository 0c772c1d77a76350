import { milliseconds } from '../../model/duration.js';
import { MOST_TASKS_FOR_ENERGY } from '../bounds/energetic-reasoning.js';
import { lowerBound, type LowerBound } from '../bounds/lower-bound.js';
import { assignWorkers } from '../generation/assign-workers.js';
import { checkSeed, checkWholeNumber } from '../check-whole-number.js';
import { levels, type Levels } from '../levels.js';
import { compileProblem, type CompiledProblem } from '../problem/compile-problem.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';
import { seededRandom } from '../seeded-random.js';
import { biPopulation, type SearchSpace } from './bi-population.js';
import { defaultBudget } from './default-budget.js';
import { justify } from './justify.js';
import { searchSettings, type SearchSettings } from './search-settings.js';
import { passesOver, type BestSchedule, type Individual, type Passes } from './passes.js';

/**
 * How long and how to search. The same problem and options give the same schedule on every machine, unless `shouldStop` is
 * given.
 */
export interface SearchOptions {
  /** Most schedules to build; each forward or backward pass is one. Left out: `defaultBudget`. */
  readonly budget?: number;
  /**
   * Asked before each schedule, or each two; then the result is what was found, and one more schedule may be built to begin
   * everything as early as it can. Without a budget the search goes on until then.
   */
  readonly shouldStop?: () => boolean;
  /** Default 1. */
  readonly seed?: number;
  /** Known already: saves its computation. The search stops where a schedule meets it. */
  readonly bound?: LowerBound;
  /** A schedule of the same tasks, perhaps of another problem: its order is tried first. */
  readonly startFrom?: Schedule;
}

/** The best schedule that was found, and how far from optimal it can be. */
export interface FoundSchedule {
  readonly schedule: Schedule;
  readonly bound: LowerBound;
  /** Proven: the makespan is the lower bound. */
  readonly optimal: boolean;
  /** Forward and backward passes. */
  readonly schedulesBuilt: number;
}

/** Schedules of the first round of a search without a budget; each further round has so many times more. */
const FIRST_ROUND = 1_000;
const ROUND_GROWTH = 5;
/** Fewer schedules than this are better spent on the list schedule alone. */
const LEAST_FOR_POPULATION = 40;

/**
 * A short schedule: the list schedule by bottom level, justified forwards and backwards, then a genetic algorithm over two
 * populations. Ends as soon as a schedule meets the lower bound. The last pass pushes everything as early as it can be.
 *
 * *Complexity*: that of a generation scheme, times the budget. *Throws* `RangeError` for a budget that is not a whole
 * number ≥ 1 (without an end only where `shouldStop` is given), a seed that is not whole, a schedule of other tasks.
 * *Source*: `docs/scheduling.md`.
 */
export function optimizeSchedule(problem: SchedulingProblem, options: SearchOptions = {}): FoundSchedule {
  const { shouldStop, seed = 1, startFrom } = options;
  const budget = options.budget ?? (shouldStop ? Infinity : defaultBudget(problem.graph.size));
  checkOptions(problem, options, { budget, seed });
  const compiled = compileProblem(problem);
  const quick = options.bound ?? lowerBound(problem, { quick: true });
  const passes = passesOver(compiled, { budget, bound: quick.makespan, shouldStop });
  const space = { compiled, levels: levels(problem.graph), random: seededRandom(seed) };
  const known = firstSchedules(space.levels, compiled.durations, passes, startFrom);
  // The full bound costs more than these schedules, which mostly meet the quick one.
  const bound = options.bound ?? fullBound(problem, quick, passes);
  passes.raiseBound(bound.makespan);
  if (!passes.isOver() && budget >= LEAST_FOR_POPULATION) evolve({ ...space, known }, passes, budget);
  if (passes.best?.leftJustified === false && passes.built < budget) passes.forward(passes.best.start);
  const schedule = toSchedule(problem, compiled, passes.best);
  return { schedule, bound, optimal: schedule.makespan === bound.makespan, schedulesBuilt: passes.built };
}

function checkOptions(
  { graph }: SchedulingProblem,
  { shouldStop, startFrom }: SearchOptions,
  { budget, seed }: { readonly budget: number; readonly seed: number },
): void {
  if (budget !== Infinity || !shouldStop) checkWholeNumber('budget', budget, 1);
  checkSeed(seed);
  const tasks = startFrom?.start.length ?? graph.size;
  if (tasks !== graph.size) throw new RangeError(`startFrom must have ${graph.size} tasks, got ${tasks}`);
}

/** The order that was given, and the list schedule by bottom level, justified. */
function firstSchedules(
  { latestStart }: Levels,
  durations: Float64Array,
  passes: Passes,
  startFrom: Schedule | undefined,
): Individual[] {
  const given = startFrom ? [passes.forward(startFrom.start)] : [];
  if (startFrom && passes.isOver()) return given;
  const first = passes.forwardParallel(latestStart);
  return [...given, first, justify(passes, first, durations)];
}

function fullBound(problem: SchedulingProblem, quick: LowerBound, { best }: Passes): LowerBound {
  const makespan = best?.makespan ?? Infinity;
  const isAll = makespan <= quick.makespan || problem.graph.size > MOST_TASKS_FOR_ENERGY;
  return isAll ? quick : lowerBound(problem, { makespan });
}

function evolve(space: Omit<SearchSpace, 'settings'>, passes: Passes, budget: number): void {
  const { durations, capacities } = space.compiled;
  const tasks = durations.reduce((count, duration) => count + (duration > 0 ? 1 : 0), 0);
  const settingsFor = (schedules: number): SearchSettings =>
    searchSettings({ tasks, resources: capacities.length, budget: schedules });
  if (budget !== Infinity) {
    // Kept back: one schedule for the last pass, and one for the second child of a pair.
    biPopulation({ ...space, settings: settingsFor(budget) }, passes, budget - 2);
    return;
  }
  let { known } = space;
  for (let round = FIRST_ROUND; !passes.isOver(); round *= ROUND_GROWTH) {
    biPopulation({ ...space, known, settings: settingsFor(round) }, passes, passes.built + round);
    // A new round begins with new variety and the best that is known.
    if (passes.best) known = [passes.forward(passes.best.start)];
  }
}

function toSchedule(problem: SchedulingProblem, compiled: CompiledProblem, best: BestSchedule | undefined): Schedule {
  const start = best?.start ?? new Float64Array(compiled.size);
  return {
    workers: problem.workers ?? 0,
    makespan: milliseconds(best?.makespan ?? 0),
    worker: best?.workerOf ?? assignWorkers(compiled, start),
    start,
    finish: start.map((time, task) => time + (compiled.durations[task] ?? 0)),
  };
}
