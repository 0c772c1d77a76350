import fc from 'fast-check';
import type { GraphNode } from '../graph/graph-node.js';
import { milliseconds } from '../model/duration.js';
import { graphOf } from './graph-of.js';

const MAX_SIZE = 8;
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** Any acyclic graph of up to 8 nodes, some of them milestones, in any document order, with repeated edges. */
export const smallGraph = fc
  .record({
    document: fc.shuffledSubarray([...LETTERS], { minLength: 0, maxLength: MAX_SIZE }),
    durations: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: MAX_SIZE, maxLength: MAX_SIZE }),
    milestones: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: MAX_SIZE, maxLength: MAX_SIZE }),
    edges: fc.array(fc.tuple(fc.nat(MAX_SIZE - 1), fc.nat(MAX_SIZE - 1)), { maxLength: 16 }),
    shuffle: fc.shuffledSubarray([...LETTERS], { minLength: MAX_SIZE, maxLength: MAX_SIZE }),
  })
  .map(({ document, durations, milestones, edges, shuffle }) => {
    // Edges go from earlier to later in `shuffle`, which has nothing to do with the order of the document.
    const nodes = document.map((id, index): GraphNode => {
      const place = shuffle.indexOf(id);
      const before = edges.filter(([from, to]) => to === place && from < to).map(([from]) => shuffle[from]!);
      return {
        id,
        durationMs: milliseconds(durations[index]!),
        milestone: milestones[index] === 0,
        dependsOn: before.filter((on) => document.includes(on)).map((on) => ({ on, origin: 'explicit' as const })),
      };
    });
    return graphOf(nodes);
  });
