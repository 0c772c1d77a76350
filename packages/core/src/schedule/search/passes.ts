import { backwards } from '../../graph/backwards.js';
import { parallelScheme, type ParallelScheme } from '../generation/parallel-scheme.js';
import { allowsSerialScheme, serialScheme } from '../generation/serial-scheme.js';
import type { CompiledProblem } from '../problem/compile-problem.js';

/** A schedule as the search sees it. Times count from the start, in a right-justified one too. */
export interface Individual {
  readonly start: Float64Array;
  readonly makespan: number;
  /** Makespan first; of equal ones the schedule whose tasks lie closer to the end from which it was built is better. */
  readonly fitness: number;
}

/** When the search ends. */
export interface StopRule {
  readonly budget: number;
  /** Makespan that no schedule undercuts. */
  readonly bound: number;
  readonly shouldStop?: (() => boolean) | undefined;
}

/** The best schedule of a search; workers only where it matters who does what. */
export interface BestSchedule {
  readonly start: Float64Array;
  readonly makespan: number;
  readonly workerOf?: Int32Array | undefined;
  readonly leftJustified: boolean;
}

/** Forward and backward passes over one problem; they count themselves and remember the best schedule. */
export interface Passes {
  /** Left-justified: each task as early as its key's turn allows. */
  forward(keys: Float64Array): Individual;
  /** The same with the parallel scheme. */
  forwardParallel(keys: Float64Array): Individual;
  /** Right-justified: the time-mirrored problem, so the smallest key lies last. */
  backward(keys: Float64Array): Individual;
  readonly built: number;
  readonly best: BestSchedule | undefined;
  /** A better bound has been found. */
  raiseBound(bound: number): void;
  isOver(): boolean;
}

/** From here on the serial scheme, which looks for gaps, takes too long. */
const LARGE = 5_000;

/** Passes that end by a rule. *Complexity*: that of a generation scheme for each pass. */
export function passesOver(compiled: CompiledProblem, rule: StopRule): Passes {
  const { size, durations } = compiled;
  const serial = size < LARGE && allowsSerialScheme(compiled);
  const parallel = parallelScheme(compiled);
  const ahead: ParallelScheme = serial ? { build: serialScheme(compiled) } : parallel;
  let mirrored: ParallelScheme | undefined; // made when it is needed: large plans end with the first schedule
  // Backwards, running tasks do not come to lie at the start.
  const backwardCounts = compiled.running === undefined;
  let { bound } = rule;
  let built = 0;
  let best: BestSchedule | undefined;

  function remember(individual: Individual, workerOf: Int32Array | undefined, leftJustified: boolean): Individual {
    const { start, makespan } = individual;
    const shortest = best?.makespan ?? Infinity;
    // Of equally short schedules, one in which everything is as early as it can be is the better plan.
    const isEarlier = makespan === shortest && leftJustified && best?.leftJustified === false;
    if (makespan < shortest || isEarlier) best = { start, makespan, workerOf: workerOf?.slice(), leftJustified };
    return individual;
  }

  function forwardBy(scheme: ParallelScheme, keys: Float64Array): Individual {
    built++;
    const start = new Float64Array(size);
    const makespan = scheme.build(keys, start);
    return remember({ start, makespan, fitness: makespan + lateness(start, makespan) }, scheme.workerOf, true);
  }

  return {
    forward: (keys) => forwardBy(ahead, keys),
    forwardParallel: (keys) => forwardBy(parallel, keys),
    backward(keys) {
      built++;
      const back = (mirrored ??= schemeOf(backwards(compiled), serial));
      const fromEnd = new Float64Array(size);
      const makespan = back.build(keys, fromEnd);
      const start = fromEnd.map((time, task) => makespan - time - (durations[task] ?? 0));
      const individual = { start, makespan, fitness: makespan + lateness(fromEnd, makespan) };
      return backwardCounts ? remember(individual, back.workerOf, false) : individual;
    },
    get built() {
      return built;
    },
    get best() {
      return best;
    },
    raiseBound(higher) {
      bound = higher;
    },
    isOver: () => built >= rule.budget || (best?.makespan ?? Infinity) <= bound || rule.shouldStop?.() === true,
  };
}

function schemeOf(compiled: CompiledProblem, serial: boolean): ParallelScheme {
  return serial ? { build: serialScheme(compiled) } : parallelScheme(compiled);
}

/** Mean start as a share of the makespan: below 1, so that it decides between equal makespans only. */
function lateness(start: Float64Array, makespan: number): number {
  if (makespan === 0) return 0;
  let sum = 0;
  for (const time of start) sum += time;
  return (0.9 * sum) / (start.length * makespan);
}
