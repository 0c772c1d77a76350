/** What is possible: the best schedule known for a shape, and the bound below which none is. */
import { createRequire } from 'node:module';
import { SHAPE_NAMES, shapeOf, tasksOf } from './shapes.mjs';

const core = createRequire(import.meta.url)('../../../packages/core/dist/index.js');
const BUDGET = 20_000;
const known = new Map();

/** `{ bestMs, lowerBoundMs }` with so many workers, every task longer by `costMs`. */
export function bestKnown(name, workers, costMs = 0) {
  const cost = Math.round(costMs);
  const key = `${name} ${workers} ${cost}`;
  if (!known.has(key)) known.set(key, search(graphOf(shapeOf(name), cost), workers));
  return known.get(key);
}

/** Every shape is a graph without a cycle whose tasks all take time, else nothing is worth measuring. */
export function checkShapes() {
  for (const name of SHAPE_NAMES) {
    const graph = graphOf(shapeOf(name), 0);
    if (graph.durations.some((duration) => duration <= 0))
      throw new Error(`shape ${name} has a task that takes no time`);
  }
}

function search(graph, workers) {
  const problem = core.identicalWorkers(graph, workers);
  const { schedule, bound } = core.optimizeSchedule(problem, { budget: BUDGET });
  const wrong = core.validateSchedule(problem, schedule)[0]?.message;
  if (wrong) throw new Error(`not a schedule: ${wrong}`);
  return { bestMs: schedule.makespan, lowerBoundMs: bound.makespan };
}

function graphOf(shape, costMs) {
  const nodes = tasksOf(shape).map(({ id, durationMs, dependsOn }) => ({
    id,
    durationMs: durationMs + costMs,
    dependsOn: dependsOn.map((on) => ({ on, origin: 'explicit' })),
  }));
  const { graph, diagnostics = [] } = core.buildTaskGraph(nodes);
  if (!graph || graph.size !== nodes.length) throw new Error(`shape ${shape.name}: ${diagnostics[0]?.message}`);
  return graph;
}
