import type { EdgeOrigin } from '../../model/plan.js';
import { milliseconds } from '../../model/duration.js';
import { at } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { withoutEdges } from '../../graph/without-edges.js';
import { lowerBound } from '../bounds/lower-bound.js';
import { levels } from '../levels.js';
import type { SchedulingProblem } from '../problem/scheduling-problem.js';
import type { Schedule } from '../schedule.js';
import { criticalTasks } from '../critical-tasks.js';
import { edgeCuts, INFERRED_ORIGINS, type EdgeCut, type SlottedCut } from './edge-cuts.js';
import { compareRelaxations, effortFor, savingOf, type Saving, type Savings, type WhatIfOptions } from './evaluate.js';

/** What it saves if some edges were not there. */
export interface EdgeValue extends Saving {
  readonly cut: EdgeCut;
  /** How many edges that are. */
  readonly edges: number;
}

/**
 * What inferred edges cost: the makespan saved without all of them, without those of one origin, between two phases (or
 * groups, or waves), into one task, and without each one. Removing one of several parallel edges changes nothing; the wider
 * cuts are there for that.
 *
 * Never scheduled, because they are proven to save nothing: cuts that leave a lower bound (the critical path length, the
 * work) at the makespan. Of the others those on the critical chain of the schedule come first, wide before narrow. A cut
 * saves at least what the cuts inside it do; the edges of one task are not told where one of them saves as much.
 *
 * *Ties*: equal savings: wide before narrow, then as in `edgeCuts`. *Complexity*: that of `edgeCuts`, and `evaluations` ·
 * (`budget` + 2) schedules.
 */
export function edgeValues(
  problem: SchedulingProblem,
  origins: ReadonlySet<EdgeOrigin> = INFERRED_ORIGINS,
  options: WhatIfOptions = {},
): Savings<EdgeValue> {
  const { graph } = problem;
  const { budget, evaluations } = effortFor(graph.size, options);
  const relaxations = compareRelaxations(problem, budget, options.schedule);
  const candidates = promisingCuts(problem, relaxations.schedule(), origins);
  const chosen = candidates.slice(0, evaluations);
  const measured = chosen.map(({ cut, slots }) => {
    const dropped = new Set(slots);
    const variant = { ...problem, graph: withoutEdges(graph, (slot) => dropped.has(slot)) };
    return { cut, edges: slots.length, found: relaxations.measure(variant) };
  });

  const values = measured.map(({ cut, edges, found }, position): EdgeValue & { readonly position: number } => {
    const inside = measured.filter((other) => contains(cut, other.cut)).map((other) => other.found);
    const least = milliseconds(Math.min(found, ...inside));
    return { cut, edges, ...savingOf(relaxations.makespan(), least), position };
  });
  const told = values.filter(({ cut, saved }) => {
    const isSaidByOne = values.some(
      (other) => other.cut.kind === 'edge' && contains(cut, other.cut) && other.saved >= saved,
    );
    return saved > 0 && !(cut.kind === 'task' && isSaidByOne);
  });
  told.sort((a, b) => b.saved - a.saved || a.position - b.position);
  return {
    makespan: relaxations.makespan(),
    values: told.map(({ position: _, ...value }) => value),
    candidates: candidates.length,
    evaluated: chosen.length,
  };
}

/** Cuts that no bound proves to be worthless, the likeliest first. */
function promisingCuts(
  problem: SchedulingProblem,
  schedule: Schedule,
  origins: ReadonlySet<EdgeOrigin>,
): readonly SlottedCut[] {
  const { graph } = problem;
  const withoutAll = { ...problem, graph: withoutEdges(graph, () => true) };
  if (schedule.makespan <= lowerBound(withoutAll, { quick: true }).makespan) return [];
  const { topLevel, earliestFinish, bottomLevel, criticalPathLength } = levels(graph);
  const edges = readEdges(graph);
  const isCritical = (slot: number): boolean =>
    at(earliestFinish, edges.before(slot)) + at(bottomLevel, edges.after(slot)) === criticalPathLength &&
    at(earliestFinish, edges.before(slot)) === at(topLevel, edges.after(slot));
  const chain = criticalTasks(problem, schedule);
  const followedBy = new Map(chain.map((task, position) => [task, chain[position + 1]]));
  const isOnChain = (slot: number): boolean => followedBy.get(edges.before(slot)) === edges.after(slot);
  const isTight = (slot: number): boolean =>
    at(schedule.finish, edges.before(slot)) === at(schedule.start, edges.after(slot));

  const isLongerThanPath = schedule.makespan > criticalPathLength;
  const promising = edgeCuts(graph, origins).filter(({ slots }) => isLongerThanPath || slots.some(isCritical));
  const hope = ({ slots }: SlottedCut): number => (slots.some(isOnChain) ? 0 : slots.some(isTight) ? 1 : 2);
  const ranked = promising.map((one, position) => ({ one, hope: hope(one), position }));
  ranked.sort((a, b) => a.hope - b.hope || a.position - b.position);
  return ranked.map(({ one }) => one);
}

/** The two ends of an edge by its slot. */
function readEdges(graph: TaskGraph) {
  const { offsets, targets } = graph.predecessors;
  const afters = new Int32Array(targets.length);
  for (let node = 0; node < graph.size; node++) afters.fill(node, at(offsets, node), at(offsets, node + 1));
  return { before: (slot: number) => at(targets, slot), after: (slot: number) => at(afters, slot) };
}

/** True where the edges of the second cut are some of those of the first. */
function contains(wide: EdgeCut, narrow: EdgeCut): boolean {
  if (wide === narrow) return false;
  if (wide.kind === 'all') return true;
  if (narrow.kind === 'all' || narrow.origin !== wide.origin) return false;
  if (wide.kind === 'origin') return narrow.kind !== 'origin';
  return wide.kind === 'task' && narrow.kind === 'edge' && narrow.after === wide.after;
}
