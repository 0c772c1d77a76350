import { graphOf, nodesOf } from '../../testing/graph-of.js';
import { randomGraph } from '../../testing/random-graph.js';
import { levels } from '../levels.js';
import { compileProblem } from '../problem/compile-problem.js';
import { identicalWorkers } from '../problem/scheduling-problem.js';
import { justify } from './justify.js';
import { passesOver } from './passes.js';

describe('justify', () => {
  it('shortens a schedule that puts the long task last', () => {
    //   worker 0: a b .          a long . .
    //   worker 1: . . long long  b long …
    const graph = graphOf(nodesOf({ a: [1], b: [1], long: [2] }));
    const compiled = compileProblem(identicalWorkers(graph, 2));
    const passes = passesOver(compiled, { budget: 100, bound: 0 });
    const first = passes.forward(Float64Array.of(0, 1, 2));
    expect([first.makespan, justify(passes, first, compiled.durations).makespan]).toEqual([3, 2]);
  });

  it.each([1, 2, 3, 4, 5])('never makes a schedule longer (%d)', (seed) => {
    const graph = randomGraph(seed, 60);
    const compiled = compileProblem(identicalWorkers(graph, 3));
    const passes = passesOver(compiled, { budget: 100, bound: 0 });
    const first = passes.forward(levels(graph).slack);
    const justified = justify(passes, first, compiled.durations);
    expect(justified.makespan).toBeLessThanOrEqual(first.makespan);
    expect(passes.best?.makespan).toBeLessThanOrEqual(justified.makespan);
  });
});
