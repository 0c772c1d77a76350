import type { GraphNode } from '../graph/graph-node.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { milliseconds } from '../model/duration.js';
import { seededRandom } from '../schedule/seeded-random.js';
import type { DurationDistribution } from '../schedule/simulation/duration-distribution.js';
import { inParallel, inSeries, uniform, type DiscreteDistribution } from './discrete-distribution.js';
import { graphOf } from './graph-of.js';

/** A plan whose finish can be computed exactly: every task is in it once, so that its parts are independent. */
export interface SeriesParallelPlan {
  readonly graph: TaskGraph;
  readonly distributions: ReadonlyMap<number, DurationDistribution>;
  /** When it ends, with as many workers as it wants. */
  readonly finish: DiscreteDistribution;
}

interface Part {
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly finish: DiscreteDistribution;
}

/**
 * A random plan of tasks with up to three possible durations, put one after the other or side by side until one is left.
 * Where many meet many, half of the plans have a milestone between them.
 */
export function seriesParallelPlan(seed: number, size: number): SeriesParallelPlan {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const dependsOn = new Map<string, string[]>();
  const samples = new Map<string, readonly number[]>();
  const parts: Part[] = Array.from({ length: size }, (_, index) => {
    const id = `t${index}`;
    const samplesMs = Array.from({ length: 1 + below(3) }, () => 1 + below(9));
    samples.set(id, samplesMs);
    dependsOn.set(id, []);
    return { first: [id], last: [id], finish: uniform(samplesMs) };
  });
  while (parts.length > 1) {
    const [a] = parts.splice(below(parts.length), 1);
    const [b] = parts.splice(below(parts.length), 1);
    if (!a || !b) throw new Error('there were two parts');
    if (random() < 0.5) {
      parts.push({
        first: [...a.first, ...b.first],
        last: [...a.last, ...b.last],
        finish: inParallel(a.finish, b.finish),
      });
      continue;
    }
    const joint = `m${parts.length}`;
    const hasJoint = random() < 0.5;
    if (hasJoint) dependsOn.set(joint, [...a.last]);
    for (const id of b.first) dependsOn.get(id)!.push(...(hasJoint ? [joint] : a.last));
    parts.push({ first: a.first, last: b.last, finish: inSeries(a.finish, b.finish) });
  }
  const nodes = Array.from(dependsOn, ([id, before]): GraphNode => {
    const [durationMs] = samples.get(id) ?? [0];
    const edges = before.map((on) => ({ on, origin: 'explicit' as const }));
    return { id, durationMs: milliseconds(durationMs!), milestone: !samples.has(id), dependsOn: edges };
  });
  const graph = graphOf(nodes);
  const distributions = Array.from(samples, ([id, samplesMs]): [number, DurationDistribution] => [
    graph.indexOf.get(id)!,
    { kind: 'samples', samplesMs },
  ]);
  return { graph, distributions: new Map(distributions), finish: parts[0]!.finish };
}
