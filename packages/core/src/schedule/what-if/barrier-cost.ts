import type { Milliseconds } from '../../model/duration.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import { compareRelaxations, effortFor, savingOf, type WhatIfOptions } from './evaluate.js';
import { withBarriers, withoutBarriers } from './with-barriers.js';

/** What it costs, on the workers and resources that there are, if each wave waits for the whole wave before it. */
export interface BarrierCost {
  /** Without barriers. */
  readonly makespan: Milliseconds;
  readonly barrierMakespan: Milliseconds;
  /** The difference; never negative. */
  readonly cost: Milliseconds;
}

/**
 * The cost of barriers under scarce workers and resources; `barrierMakespan` is for unlimited ones.
 *
 * `wave` as for `barrierMakespan`: a number ≥ 0 for each task, -1 for milestones and tasks that take no time. Tasks that run
 * already wait for no wave.
 *
 * *Returns* undefined where the waves cannot be followed. *Throws* `RangeError` when there is not one wave for each node.
 * *Complexity*: 2 · `budget` + 2 schedules.
 */
export function barrierCost(
  problem: SchedulingProblem,
  wave: Int32Array,
  options: Pick<WhatIfOptions, 'budget'> = {},
): BarrierCost | undefined {
  const graph = withBarriers(problem, wave);
  if (!graph) return undefined;
  const { size } = problem.graph;
  const { budget } = effortFor(size, options);
  const relaxations = compareRelaxations({ ...problem, graph }, budget);
  const found = relaxations.measure({ ...problem, graph: withoutBarriers(graph, size) });
  const { saved, makespan } = savingOf(relaxations.makespan(), found);
  return { makespan, barrierMakespan: relaxations.makespan(), cost: saved };
}
