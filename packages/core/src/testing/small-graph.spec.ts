import fc from 'fast-check';
import { bruteReduction } from './brute-force.js';
import { smallGraph } from './small-graph.js';

describe('smallGraph', () => {
  const sample = fc.sample(smallGraph, { numRuns: 300, seed: 1 });
  const share = (holds: (graph: (typeof sample)[number]) => boolean) => sample.filter(holds).length / sample.length;

  it('makes graphs worth testing: a property that holds for scattered tasks says little', () => {
    expect(share((graph) => graph.edgeCount >= 3)).toBeGreaterThan(0.5);
    expect(share((graph) => graph.edgeCount > bruteReduction(graph).length)).toBeGreaterThan(0.3);
    expect(share((graph) => graph.isMilestone.includes(1))).toBeGreaterThan(0.3);
    expect(share((graph) => graph.order.some((node, position) => node !== position))).toBeGreaterThan(0.3);
  });
});
