import { lowerBound } from '../bounds/lower-bound.js';
import { milliseconds, type Milliseconds } from '../../model/duration.js';
import { checkWholeNumber } from '../check-whole-number.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';
import { optimizeSchedule } from '../search/optimize-schedule.js';

/** How much effort a question is worth. The same on every machine: nothing depends on time. */
export interface WhatIfOptions {
  /**
   * Schedules to build for each variant, as in `optimizeSchedule`. Default: as many as make 10,000 tasks, from 3 (1 beyond
   * 10,000 tasks) to 500.
   */
  readonly budget?: number;
  /** Most variants to schedule, the most promising first. Default: 1,000,000 / (tasks · schedules), from 8 to 200. */
  readonly evaluations?: number;
  /** The schedule of the problem as it is, where it is known: savings are told against it. */
  readonly schedule?: Schedule | undefined;
}

/** What a change of the problem saves. */
export interface Saving {
  /** The makespan without the change minus that with it; never negative. */
  readonly saved: Milliseconds;
  /** With the change. */
  readonly makespan: Milliseconds;
}

/** What many changes save, each on its own. */
export interface Savings<T> {
  /** Of the problem as it is. */
  readonly makespan: Milliseconds;
  /** What saves most comes first. */
  readonly values: readonly T[];
  /** Changes of which it is not proven that they save nothing. */
  readonly candidates: number;
  /** How many of these were scheduled; what the others save is not known. */
  readonly evaluated: number;
}

/** The effort with its defaults filled in. *Throws* `RangeError` for numbers that are not whole, or no budget. */
export function effortFor(size: number, options: WhatIfOptions) {
  const least = size <= 10_000 ? 3 : 1;
  const budget = options.budget ?? Math.min(500, Math.max(least, Math.floor(10_000 / Math.max(1, size))));
  const affordable = Math.floor(1_000_000 / Math.max(1, size * (budget + 2)));
  const { evaluations = Math.min(200, Math.max(8, affordable)) } = options;
  checkWholeNumber('budget', budget, 1);
  checkWholeNumber('evaluations', evaluations, 0);
  return { budget, evaluations };
}

/** Schedules for each number of workers: as many as make 50,000 tasks, at most 100. */
export function budgetForWorkers(size: number): number {
  return Math.min(100, Math.max(1, Math.floor(50_000 / Math.max(1, size))));
}

/** Compares variants of one problem that can only be better than it. */
export interface Relaxations {
  /** Schedules a variant; its tasks must have the same indices, and any schedule of the problem must fit it. */
  readonly measure: (variant: SchedulingProblem) => Milliseconds;
  /** The makespan of the problem itself, as far as it is known by now. */
  readonly makespan: () => Milliseconds;
  /** The best schedule of the problem itself by now. */
  readonly schedule: () => Schedule;
}

/**
 * Measures problem and variants alike, so that a difference means something although no schedule is proven optimal: the search
 * for a variant begins with the order of the problem's schedule, and the order of a variant that comes out shorter is tried
 * on the problem. What helps only because the search was luckier then helps both, and the difference is 0.
 *
 * *Complexity*: `budget` + 2 schedules for each variant.
 */
export function compareRelaxations(problem: SchedulingProblem, budget: number, known?: Schedule): Relaxations {
  let best = known ?? search(problem, budget);
  return {
    makespan: () => best.makespan,
    schedule: () => best,
    measure(variant) {
      const found = search(variant, budget, best);
      if (found.makespan < best.makespan) {
        const onProblem = search(problem, 1, found);
        if (onProblem.makespan < best.makespan) best = onProblem;
      }
      return found.makespan;
    },
  };
}

/** A search that stops at a bound which costs next to nothing: a better one would cost more than it saves here. */
function search(problem: SchedulingProblem, budget: number, startFrom?: Schedule): Schedule {
  const options = { budget, bound: lowerBound(problem, { quick: true }), ...(startFrom ? { startFrom } : {}) };
  return optimizeSchedule(problem, options).schedule;
}

/** Never negative: a schedule of the problem is one of the variant. */
export function savingOf(makespan: Milliseconds, withChange: Milliseconds): Saving {
  const least = Math.min(makespan, withChange);
  return { saved: milliseconds(makespan - least), makespan: milliseconds(least) };
}
