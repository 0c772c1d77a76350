import { buildTaskGraph, milliseconds, type GraphNode, type PlannedWork, type SchedulingProblem } from '@nx-crest/core';
import type { ReportInput } from '../report-input.js';
import type { StatedSchedule, StatedSlot } from './stated-plan.js';

/**
 * The plan that an earlier schedule was made for, as far as slots tell it: their tasks take the time that they took there;
 * of tasks that are still in the document the dependencies are those of now, others have none.
 *
 * *Complexity*: linear in slots and dependencies.
 */
export function previousPlan(
  { slots, workers }: StatedSchedule,
  now: ReportInput,
  { resources, needs }: SchedulingProblem,
): PlannedWork {
  const slotOf = new Map(slots.map((slot) => [slot.id, slot]));
  const graph = graphOf(slotOf, now);
  const needsById = new Map([...needs].map(([index, need]) => [now.graph.ids[index] ?? '', need]));
  const kept = graph.ids.flatMap((id, index) => {
    const need = slotOf.has(id) ? needsById.get(id) : undefined;
    return need ? [[index, need] as const] : [];
  });
  const start = new Float64Array(graph.size);
  const finish = new Float64Array(graph.size);
  const worker = new Int32Array(graph.size).fill(-1);
  for (const index of graph.order) {
    const slot = slotOf.get(graph.ids[index] ?? '');
    if (slot) worker[index] = slot.worker;
    const begin = slot?.startMs ?? latestOf(graph.predecessors, index, finish);
    start[index] = begin;
    finish[index] = slot?.finishMs ?? begin;
  }
  const makespan = milliseconds(finish.reduce((latest, time) => Math.max(latest, time), 0));
  const problem = { graph, workers, resources, needs: new Map(kept) };
  return { problem, schedule: { workers, makespan, worker, start, finish } };
}

function graphOf(slotOf: ReadonlyMap<string, StatedSlot>, { nodes, graph }: ReportInput): SchedulingProblem['graph'] {
  const still = nodes.filter(({ id }) => slotOf.has(id) || !takesTime(graph, id));
  const known = new Set(still.map(({ id }) => id));
  const gone = [...slotOf.keys()].filter((id) => !known.has(id));
  const before = [
    ...still.map((node): GraphNode => {
      const slot = slotOf.get(node.id);
      const dependsOn = node.dependsOn.filter(({ on }) => known.has(on));
      return slot ? { ...node, durationMs: durationOf(slot), milestone: false, dependsOn } : { ...node, dependsOn };
    }),
    ...gone.map((id): GraphNode => ({ id, durationMs: durationOf(slotOf.get(id)), dependsOn: [] })),
  ];
  const built = buildTaskGraph(before);
  if (!built.graph) throw new Error('a part of an acyclic graph has a cycle; please report this');
  return built.graph;
}

function takesTime(graph: ReportInput['graph'], id: string): boolean {
  return (graph.durations[graph.indexOf.get(id) ?? -1] ?? 0) > 0;
}

function durationOf(slot: StatedSlot | undefined): GraphNode['durationMs'] {
  return milliseconds(slot ? slot.finishMs - slot.startMs : 0);
}

function latestOf(
  { offsets, targets }: ReportInput['graph']['predecessors'],
  index: number,
  finish: Float64Array,
): number {
  const before = targets.subarray(offsets[index], offsets[index + 1]);
  return before.reduce((latest, other) => Math.max(latest, finish[other] ?? 0), 0);
}
