import fc from 'fast-check';
import type { EdgeOrigin } from '../../model/plan.js';
import { milliseconds } from '../../model/duration.js';
import { itemAt } from '../../graph/at.js';
import { EDGE_ORIGINS } from '../../graph/edge-origins.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import { withoutEdges } from '../../graph/without-edges.js';
import { graphOf } from '../../testing/graph-of.js';
import { smallGraph } from '../../testing/small-graph.js';
import { levels } from '../levels.js';
import { identicalWorkers, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { edgeCuts, INFERRED_ORIGINS, type EdgeCut } from './edge-cuts.js';
import { edgeValues } from './edge-values.js';

type Row = readonly [duration: number | 'group', ...dependsOn: (readonly [on: string, origin: EdgeOrigin])[]];

function graphWith(rows: Readonly<Record<string, Row>>): TaskGraph {
  return graphOf(
    Object.entries(rows).map(([id, [duration, ...dependsOn]]) => ({
      id,
      durationMs: milliseconds(duration === 'group' ? 0 : duration),
      milestone: duration === 'group',
      dependsOn: dependsOn.map(([on, origin]) => ({ on, origin })),
    })),
  );
}

const unlimited = (graph: TaskGraph): SchedulingProblem => ({ graph, resources: [], needs: new Map() });

function words(graph: TaskGraph, cut: EdgeCut): string {
  const name = (index: number) => graph.ids[index] ?? '?';
  if (cut.kind === 'all') return 'all';
  if (cut.kind === 'origin') return `all ${cut.origin}`;
  const after = cut.after === undefined ? '' : name(cut.after);
  return cut.kind === 'task' ? `${cut.origin} → ${after}` : `${name(cut.before)} ${cut.origin} → ${after}`;
}

/**
 * Two phases; c and d wait for all of phase one because their phase does.
 *
 * ```text
 *   a 1 ──┐               ┌──► c 5
 *         ├──► (one) ─────┤            (two) holds c and d
 *   b 4 ──┘               └──► d 2 ──► e 3   by order
 * ```
 */
const twoPhases = graphWith({
  a: [1],
  b: [4],
  c: [5, ['one', 'phase']],
  d: [2, ['one', 'phase']],
  e: [3, ['d', 'order']],
  one: ['group', ['a', 'group'], ['b', 'group']],
  two: ['group', ['one', 'phase'], ['c', 'group'], ['d', 'group']],
});

describe('edgeValues', () => {
  it('tells what a phase that waits for another costs, though no single edge of it costs anything', () => {
    const { makespan, values } = edgeValues(unlimited(twoPhases));

    expect(makespan).toBe(9);
    expect(values.map(({ cut, edges, saved }) => [words(twoPhases, cut), edges, saved])).toEqual([
      ['all', 4, 4],
      ['one phase → two', 3, 4],
    ]);
  });

  it('tells single edges, and the edges of one task only where they save more together', () => {
    const graph = graphWith({
      a: [4],
      b: [4],
      c: [3, ['a', 'order'], ['b', 'order']],
      d: [3, ['c', 'marker']],
      x: [5],
    });

    const { values } = edgeValues(unlimited(graph));

    expect(values.map(({ cut, saved }) => [words(graph, cut), saved])).toEqual([
      ['all', 5],
      ['order → c', 4],
      ['c marker → d', 3],
    ]);
  });

  it('never counts explicit edges and groups, and only the origins that it is asked about', () => {
    const graph = graphWith({ a: [4], b: [3, ['a', 'explicit']], c: [3, ['b', 'order']], d: [1, ['c', 'wave']] });

    expect(edgeValues(unlimited(graph), new Set<EdgeOrigin>(['wave'])).values).toMatchObject([
      { cut: { kind: 'edge', origin: 'wave' }, saved: 1 },
    ]);
  });

  it('schedules nothing where the workers are busy all the time anyway', () => {
    expect(edgeValues(identicalWorkers(twoPhases, 1))).toEqual({
      makespan: 15,
      values: [],
      candidates: 0,
      evaluated: 0,
    });
  });

  it('finds the edge that costs time on scarce workers', () => {
    // c must wait for a, so that b comes late: 8 instead of 6
    const graph = graphWith({ a: [2], b: [4, ['a', 'order']], c: [4], d: [2, ['b', 'order']] });

    const { makespan, values } = edgeValues(identicalWorkers(graph, 2));

    expect(makespan).toBe(8);
    expect(values.map(({ cut, saved }) => [words(graph, cut), saved])).toEqual([
      ['all order', 2],
      ['a order → b', 2],
      ['b order → d', 2],
    ]);
  });

  it('says how many cuts it could not afford to schedule', () => {
    const chain = graphWith({ a: [1], b: [1, ['a', 'order']], c: [1, ['b', 'order']], d: [1, ['c', 'order']] });

    expect(edgeValues(unlimited(chain), INFERRED_ORIGINS, { evaluations: 2 })).toMatchObject({
      candidates: 4,
      evaluated: 2,
    });
  });

  it('is exact with unlimited workers, and a wide cut saves at least what those inside it do', () => {
    const origins = fc.array(fc.constantFrom(...EDGE_ORIGINS), { minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(smallGraph, origins, (plain, drawn) => {
        const graph = { ...plain, origins: plain.origins.map((_, slot) => EDGE_ORIGINS.indexOf(itemAt(drawn, slot))) };
        const { makespan, values } = edgeValues(unlimited(graph));
        for (const { cut, slots } of edgeCuts(graph, INFERRED_ORIGINS)) {
          const rest = withoutEdges(graph, (slot) => slots.includes(slot));
          const saved = makespan - levels(rest).criticalPathLength;
          const told = values.find((value) => words(graph, value.cut) === words(graph, cut));
          if (cut.kind === 'task') expect(told?.saved ?? saved).toBe(saved);
          else expect(told?.saved ?? 0).toBe(saved);
        }
      }),
    );
  });
});

describe('edgeCuts', () => {
  const cutsOf = (graph: TaskGraph) => edgeCuts(graph, INFERRED_ORIGINS).map(({ cut }) => words(graph, cut));

  it('goes from wide to narrow, each set of edges once', () => {
    expect(cutsOf(twoPhases)).toEqual(['all', 'one phase → two', 'd order → e']);
  });

  it('looks through groups inside the phase that waits', () => {
    const graph = graphWith({
      a: [1],
      b: [1, ['one', 'phase']],
      one: ['group', ['a', 'group']],
      inner: ['group', ['b', 'group']],
      two: ['group', ['one', 'phase'], ['inner', 'group']],
    });

    expect(cutsOf(graph)).toEqual(['one phase → two']);
  });

  it('names no milestone that waits where there is none', () => {
    const graph = graphWith({ a: [1], b: [1, ['one', 'order']], one: ['group', ['a', 'group']] });

    expect(cutsOf(graph)).toEqual(['one order → ']);
  });

  it('takes a finished task for a task, though it is a milestone', () => {
    const graph = graphWith({ a: ['group'], b: [1, ['a', 'order']] });

    expect(cutsOf(graph)).toEqual(['a order → b']);
  });
});
