import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { MOST_UNITS } from '../problem/total-demands.js';
import { lowerBound, type LowerBound } from '../bounds/lower-bound.js';
import { compareText } from '../../model/compare-text.js';
import { compareRelaxations, effortFor, savingOf, type Saving, type Savings, type WhatIfOptions } from './evaluate.js';

/** What one more of something saves. */
export interface CapacityValue extends Saving {
  /** The name of the resource (a role, say); missing: workers. */
  readonly resource?: string;
  /** How many there would be. */
  readonly capacity: number;
  /** What no schedule with the one more undercuts. */
  readonly bound: LowerBound;
  /** Proven: with the one more no makespan is shorter than this. */
  readonly optimal: boolean;
}

/**
 * What one more worker and one more of each resource would save, each on its own: all of them, those that save nothing too.
 * A resource of `MOST_UNITS` cannot have more and is left out; so is one that is counted in bytes: nobody needs one more byte.
 *
 * *Ties*: equal savings: workers first, then by name. *Complexity*: `budget` + 2 schedules and a lower bound for each.
 */
export function capacityValues(problem: SchedulingProblem, options: WhatIfOptions = {}): Savings<CapacityValue> {
  const { resources, workers } = problem;
  const { budget, evaluations } = effortFor(problem.graph.size, options);
  const relaxations = compareRelaxations(problem, budget, options.schedule);
  const more = resources
    .filter(({ capacity, unit }) => capacity < MOST_UNITS && unit === undefined)
    .map(({ name, capacity }) => ({ resource: name, capacity: capacity + 1 }));
  const all = [...(workers === undefined ? [] : [{ capacity: workers + 1 }]), ...more];
  const chosen: readonly { readonly resource?: string; readonly capacity: number }[] = all.slice(0, evaluations);

  const measured = chosen.map((change) => {
    const variant = withCapacity(problem, change);
    return { change, bound: lowerBound(variant), found: relaxations.measure(variant) };
  });
  const values = measured.map(({ change, bound, found }): CapacityValue => {
    const saving = savingOf(relaxations.makespan(), found);
    return { ...change, ...saving, bound, optimal: saving.makespan === bound.makespan };
  });
  values.sort((a, b) => b.saved - a.saved || compareText(a.resource ?? '', b.resource ?? ''));
  return { makespan: relaxations.makespan(), values, candidates: all.length, evaluated: chosen.length };
}

function withCapacity(
  problem: SchedulingProblem,
  { resource, capacity }: { readonly resource?: string; readonly capacity: number },
): SchedulingProblem {
  if (resource === undefined) return { ...problem, workers: capacity };
  const resources = problem.resources.map((known) => (known.name === resource ? { ...known, capacity } : known));
  return { ...problem, resources };
}
