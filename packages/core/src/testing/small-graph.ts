import fc from 'fast-check';
import type { GraphNode } from '../graph/graph-node.js';
import { milliseconds } from '../model/duration.js';
import { graphOf } from './graph-of.js';

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const MAX_SIZE = LETTERS.length;

const exactly = <T>(length: number, value: fc.Arbitrary<T>) =>
  fc.array(value, { minLength: length, maxLength: length });

/**
 * Any acyclic graph of up to 8 nodes, mostly 5 and more, in any document order, with repeated edges. Every pair has an edge with a chance of
 * about 1 in 3 and every sixth node is a milestone, so that most graphs hold short cuts, forks and joints.
 */
export const smallGraph = fc
  .oneof(
    { weight: 1, arbitrary: fc.integer({ min: 0, max: MAX_SIZE }) },
    { weight: 3, arbitrary: fc.integer({ min: 5, max: MAX_SIZE }) },
  )
  .chain((size) =>
    fc.record({
      // Edges go from earlier to later letters only; in which order the document has them is another matter.
      document: fc.shuffledSubarray(LETTERS.slice(0, size), { minLength: size }),
      durations: exactly(MAX_SIZE, fc.integer({ min: 0, max: 9 })),
      milestones: exactly(MAX_SIZE, fc.integer({ min: 0, max: 5 })),
      edges: exactly(MAX_SIZE * MAX_SIZE, fc.integer({ min: 0, max: 8 })),
    }),
  )
  .map(({ document, durations, milestones, edges }) => {
    const nodes = document.map((id, index): GraphNode => {
      const place = LETTERS.indexOf(id);
      const before = LETTERS.slice(0, place).flatMap((on, other) => {
        const times = [1, 1, 2].at(edges[place * MAX_SIZE + other]!) ?? 0; // 0, 1 or 2 edges
        return Array.from({ length: times }, () => ({ on, origin: 'explicit' as const }));
      });
      const milestone = milestones[index] === 0;
      return { id, durationMs: milliseconds(durations[index]!), milestone, dependsOn: before };
    });
    return graphOf(nodes);
  });
