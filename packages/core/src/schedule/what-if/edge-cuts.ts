import type { EdgeOrigin } from '../../model/plan.js';
import { at, itemAt } from '../../graph/at.js';
import { EDGE_ORIGINS, ORIGIN_RANK } from '../../graph/edge-origins.js';
import type { TaskGraph } from '../../graph/task-graph.js';

/** Edges that the document does not state one by one: order, markers, phases, waves, data flow and projects imply them. */
export const INFERRED_ORIGINS: ReadonlySet<EdgeOrigin> = new Set<EdgeOrigin>(
  EDGE_ORIGINS.filter((origin) => origin !== 'explicit' && origin !== 'group'),
);

/**
 * Edges that a person would take out together; `before` and `after` are indices.
 *
 * `all`: no inferred edge at all. `origin`: all of one origin ("what does document order cost?"). `joint`: the members of the
 * milestone `after` need not wait for the milestone `before` ("what does phase 3 waiting for phase 2 cost?"); without `after`
 * where the waiting tasks have no milestone of their own. `task`: all edges of one origin into one task. `edge`: one edge.
 */
export type EdgeCut =
  | { readonly kind: 'all' }
  | { readonly kind: 'origin'; readonly origin: EdgeOrigin }
  | { readonly kind: 'joint'; readonly origin: EdgeOrigin; readonly before: number; readonly after?: number }
  | { readonly kind: 'task'; readonly origin: EdgeOrigin; readonly after: number }
  | { readonly kind: 'edge'; readonly origin: EdgeOrigin; readonly before: number; readonly after: number };

/** A cut with its edges, as slots of `predecessors.targets`, ascending. */
export interface SlottedCut {
  readonly cut: EdgeCut;
  readonly slots: readonly number[];
}

/**
 * Every cut of edges of the given origins, widest first. Of cuts with the very same edges the narrowest kind stands for all:
 * a `task` has two edges or more, and where only one joint is waited for there is no `origin` besides.
 *
 * *Ties*: by origin, strongest first, then by where the first edge stands. *Complexity*: `O(E log E)`, and for each edge onto
 * a joint the groups around the one that waits.
 */
export function edgeCuts(graph: TaskGraph, origins: ReadonlySet<EdgeOrigin>): readonly SlottedCut[] {
  const cuts = new Map<string, { readonly cut: EdgeCut; readonly slots: number[] }>();
  const add = (key: string, cut: EdgeCut, slot: number): void => {
    const known = cuts.get(key);
    if (known) known.slots.push(slot);
    else cuts.set(key, { cut, slots: [slot] });
  };
  const joints = readJoints(graph);
  forEachEdge(graph, ({ before, after, origin, slot }) => {
    if (!origins.has(origin)) return;
    add('all', { kind: 'all' }, slot);
    add(`origin ${origin}`, { kind: 'origin', origin }, slot);
    if (joints.isJoint(before)) {
      const waiting = joints.waitingFor(before, origin, after);
      const cut: EdgeCut = { kind: 'joint', origin, before, ...(waiting === undefined ? {} : { after: waiting }) };
      add(`joint ${origin} ${before} ${waiting ?? ''}`, cut, slot);
    } else {
      add(`task ${origin} ${after}`, { kind: 'task', origin, after }, slot);
      add(`edge ${slot}`, { kind: 'edge', origin, before, after }, slot);
    }
  });
  return withoutTwins([...cuts.values()]);
}

const KINDS = ['all', 'origin', 'joint', 'task', 'edge'] as const satisfies readonly EdgeCut['kind'][];

/** Two cuts share edges only where one holds the other, so those with the same first edge and as many edges are the same. */
function withoutTwins(cuts: readonly SlottedCut[]): readonly SlottedCut[] {
  const kindOf = ({ cut }: SlottedCut): number => KINDS.indexOf(cut.kind);
  const originOf = ({ cut }: SlottedCut): number => (cut.kind === 'all' ? -1 : ORIGIN_RANK[cut.origin]);
  const firstOf = ({ slots }: SlottedCut): number => slots[0] ?? -1;
  const widestFirst = [...cuts].sort(
    (a, b) => kindOf(a) - kindOf(b) || originOf(a) - originOf(b) || firstOf(a) - firstOf(b),
  );
  const narrowest = new Map(widestFirst.map((one) => [`${firstOf(one)} ${one.slots.length}`, one]));
  const kept = new Set(narrowest.values());
  return widestFirst.filter((one) => kept.has(one));
}

interface Edge {
  readonly before: number;
  readonly after: number;
  readonly origin: EdgeOrigin;
  readonly slot: number;
}

function forEachEdge(graph: TaskGraph, visit: (edge: Edge) => void): void {
  const { offsets, targets } = graph.predecessors;
  for (let after = 0; after < graph.size; after++) {
    for (let slot = at(offsets, after), end = at(offsets, after + 1); slot < end; slot++) {
      visit({ before: at(targets, slot), after, origin: itemAt(EDGE_ORIGINS, at(graph.origins, slot)), slot });
    }
  }
}

/** Groups, phases and waves: milestones that wait for members. A task that is done is a milestone without any. */
function readJoints(graph: TaskGraph) {
  const groupsOf = new Map<number, number[]>();
  const joints = new Set<number>();
  const edgesOfMilestones = new Set<string>();
  forEachEdge(graph, ({ before, after, origin }) => {
    if (graph.isMilestone[after] !== 1) return;
    edgesOfMilestones.add(`${origin} ${before} ${after}`);
    if (origin !== 'group') return;
    joints.add(after);
    const known = groupsOf.get(before) ?? [];
    groupsOf.set(before, known);
    known.push(after);
  });
  return {
    isJoint: (node: number): boolean => joints.has(node),
    /** To which joint a node owes that it waits: the outermost around it, or itself, that has the same edge. */
    waitingFor(before: number, origin: EdgeOrigin, node: number): number | undefined {
      const around = new Set([node]);
      let outermost: number | undefined;
      for (const inner of around) {
        if (joints.has(inner) && edgesOfMilestones.has(`${origin} ${before} ${inner}`)) outermost = inner;
        for (const outer of groupsOf.get(inner) ?? []) around.add(outer);
      }
      return outermost;
    },
  };
}
