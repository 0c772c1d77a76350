import {
  buildTaskGraph,
  dependenciesOf,
  milliseconds,
  planGraph,
  transitiveReduction,
  type Diagnostic,
  type EdgeOrigin,
  type GraphDependency,
  type Plan,
  type TaskGraph,
} from '@nx-crest/core';
import type { TaskDependency, WritablePlan } from './plan-writer.js';

/**
 * Makes a plan ready for a writer: dependencies between tasks alone, groups and joints looked through, without those
 * that follow from others (for plans of some ten thousand tasks all of them), and tasks behind what they wait for.
 * Without a plan where tasks wait for each other; the diagnostics say so.
 *
 * *Complexity*: that of `transitiveReduction`, and O(edges between tasks). *Ties*: document order.
 */
export function writablePlan(
  plan: Plan,
  without: ReadonlySet<EdgeOrigin> = new Set(),
): { readonly plan?: WritablePlan; readonly diagnostics: readonly Diagnostic[] } {
  const { graph, diagnostics } = planGraph(plan, { without, all: true });
  if (!graph) return { diagnostics };
  const between = betweenTasks(plan, graph);
  const tasks = new Map(plan.tasks.map((task) => [task.id, task]));
  const groups = groupTitles(plan);
  return {
    diagnostics,
    plan: {
      plan,
      tasks: inOrder(between).flatMap((id) => tasks.get(id) ?? []),
      dependenciesOf: (id) => taskDependencies(between, id),
      groupsOf: (id) => groups.get(id) ?? [],
    },
  };
}

function taskDependencies(graph: TaskGraph, id: string): readonly TaskDependency[] {
  const index = graph.indexOf.get(id);
  return index === undefined ? [] : dependenciesOf(graph, index).map((one) => ({ on: one.id, origin: one.origin }));
}

/** The graph of the tasks alone. */
function betweenTasks(plan: Plan, whole: TaskGraph): TaskGraph {
  const graph = transitiveReduction(whole) ?? whole;
  const behind = new Map<string, readonly GraphDependency[]>();
  const isTask = new Set(plan.tasks.map(({ id }) => id));
  // Dependencies come first in this order, so that each milestone is looked through once.
  for (const index of graph.order) {
    const found = dependenciesOf(graph, index).flatMap(({ id, origin }): readonly GraphDependency[] =>
      isTask.has(id) ? [{ on: id, origin }] : (behind.get(id) ?? []).map(({ on }) => ({ on, origin })),
    );
    behind.set(
      graph.ids[index] ?? '',
      [...new Map(found.toReversed().map((one) => [one.on, one])).values()].toReversed(),
    );
  }
  const nodes = plan.tasks.map(({ id }) => ({ id, durationMs: milliseconds(1), dependsOn: behind.get(id) ?? [] }));
  const { graph: tasks } = buildTaskGraph(nodes);
  if (!tasks) throw new Error('a graph that looks through milestones has no cycle that the whole did not have');
  return transitiveReduction(tasks) ?? tasks;
}

/** Document order, but each task behind what it waits for, which then comes right before it. *Complexity*: O(V + E). */
function inOrder({ size, ids, predecessors }: TaskGraph): readonly string[] {
  const placed = new Uint8Array(size);
  const next = Int32Array.from({ length: size }, (_, index) => predecessors.offsets[index] ?? 0);
  const order: string[] = [];
  for (let root = 0; root < size; root++) {
    // A stack instead of recursion: chains may be long.
    const open = [root];
    for (let index = open.at(-1); index !== undefined; index = open.at(-1)) {
      const slot = next[index] ?? 0;
      if (placed[index] === 0 && slot < (predecessors.offsets[index + 1] ?? 0)) {
        next[index] = slot + 1;
        const on = predecessors.targets[slot] ?? 0;
        if (placed[on] === 0) open.push(on);
        continue;
      }
      open.pop();
      if (placed[index] === 0) order.push(ids[index] ?? '');
      placed[index] = 1;
    }
  }
  return order;
}

/** Titles of the groups around each task, outermost first; phases and waves of the document too. */
function groupTitles(plan: Plan): ReadonlyMap<string, readonly string[]> {
  const parentOf = new Map<string, { readonly id: string; readonly title: string }>();
  for (const { id, title, kind, members } of plan.groups) {
    if (kind === 'wave') continue; // a joint, or a view
    for (const member of members) if (!parentOf.has(member)) parentOf.set(member, { id, title });
  }
  return new Map(
    plan.tasks.map(({ id }) => {
      const titles: string[] = [];
      const seen = new Set<string>();
      for (let at = parentOf.get(id); at && !seen.has(at.id); at = parentOf.get(at.id)) {
        seen.add(at.id);
        titles.unshift(at.title);
      }
      return [id, titles];
    }),
  );
}
