import type { GraphNode } from '../graph/graph-node.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { milliseconds } from '../model/duration.js';
import { seededRandom } from '../schedule/seeded-random.js';
import { graphOf } from './graph-of.js';

/**
 * A layered graph like a planning document's: each task waits for up to three tasks of the layers before it, mostly the
 * last one; some layers are closed by a milestone; every tenth task takes no time.
 */
export function randomGraph(seed: number, size: number): TaskGraph {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const perLayer = 1 + below(12);
  const nodes: GraphNode[] = Array.from({ length: size }, (_, index) => {
    const layer = Math.floor(index / perLayer);
    const milestone = index % perLayer === 0 && random() < 0.3;
    const wanted = milestone ? perLayer : below(4);
    const dependsOn = Array.from({ length: layer === 0 ? 0 : wanted }, () => {
      const from = random() < 0.8 ? (layer - 1) * perLayer : 0;
      return { on: `t${from + below(layer * perLayer - from)}`, origin: 'explicit' as const };
    });
    const durationMs = milliseconds(milestone || random() < 0.1 ? 0 : 1 + below(50));
    return { id: `t${index}`, durationMs, milestone, dependsOn };
  });
  return graphOf(nodes);
}
