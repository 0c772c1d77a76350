import type { Levels } from '../levels.js';
import type { CompiledProblem } from '../problem/compile-problem.js';

/**
 * The classical priority rules as keys, the smallest first: latest start (bottom level), latest finish, slack, most
 * followers (counted along edges, so those on several ways count several times), greatest rank positional weight (own
 * duration and those of the direct followers), greatest resource demand (duration times share of capacity).
 *
 * *Complexity*: `O(V + E)`. *Source*: Kolisch 1996; Alvarez-Valdés & Tamarit 1989.
 */
export function priorityRules(compiled: CompiledProblem, levels: Levels): readonly Float64Array[] {
  const { size, durations, successors, order } = compiled;
  const followers = new Float64Array(size);
  const positionalWeight = new Float64Array(size);
  for (let position = size - 1; position >= 0; position--) {
    const task = order[position] ?? 0;
    positionalWeight[task] = -(durations[task] ?? 0);
    for (let slot = successors.offsets[task] ?? 0, end = successors.offsets[task + 1] ?? 0; slot < end; slot++) {
      const successor = successors.targets[slot] ?? 0;
      // Doubles at worst with each edge; beyond all bounds it is infinite, and ties break by id.
      followers[task] = (followers[task] ?? 0) + (followers[successor] ?? 0) - 1;
      positionalWeight[task] = (positionalWeight[task] ?? 0) - (durations[successor] ?? 0);
    }
  }
  const demand = workShares(compiled).map((share, task) => -share * (durations[task] ?? 0));
  return [levels.latestStart, levels.latestFinish, levels.slack, followers, positionalWeight, demand];
}

/** What each task takes of all resources together while it runs, each as a share of its capacity. */
export function workShares(compiled: CompiledProblem): Float64Array {
  const { size, capacities, demandOffsets, demandResources, demandAmounts } = compiled;
  const shares = new Float64Array(size);
  for (let task = 0; task < size; task++) {
    for (let slot = demandOffsets[task] ?? 0, end = demandOffsets[task + 1] ?? 0; slot < end; slot++) {
      shares[task] = (shares[task] ?? 0) + (demandAmounts[slot] ?? 0) / (capacities[demandResources[slot] ?? 0] ?? 1);
    }
  }
  return shares;
}
