import type { TaskGraph } from '../graph/task-graph.js';

/**
 * The definitions themselves, without any cleverness: for graphs of up to 8 nodes. Nothing here uses what it judges;
 * of a graph it reads durations, milestones and predecessors only.
 */

/** What each node waits for, as sets. */
export function predecessorSets(graph: TaskGraph): Set<number>[] {
  const { offsets, targets } = graph.predecessors;
  return Array.from({ length: graph.size }, (_, node) => new Set(targets.subarray(offsets[node], offsets[node + 1])));
}

/** Every path, as a list of nodes, each waiting for the one before it; single nodes too. */
export function allPaths(graph: TaskGraph): number[][] {
  const before = predecessorSets(graph);
  const paths: number[][] = before.map((_, node) => [node]);
  for (const path of paths) {
    for (const [node, waitsFor] of before.entries()) if (waitsFor.has(path.at(-1)!)) paths.push([...path, node]);
  }
  return paths;
}

/** Levels as longest paths among all paths. */
export function bruteLevels(graph: TaskGraph): { topLevel: number[]; bottomLevel: number[]; length: number } {
  const paths = allPaths(graph);
  const time = (path: readonly number[]) => path.reduce((sum, node) => sum + graph.durations[node]!, 0);
  const nodes = Array.from({ length: graph.size }, (_, node) => node);
  return {
    topLevel: nodes.map((node) =>
      longest(paths.filter((path) => path.at(-1) === node).map((path) => time(path.slice(0, -1)))),
    ),
    bottomLevel: nodes.map((node) => longest(paths.filter((path) => path[0] === node).map(time))),
    length: longest(paths.map(time)),
  };
}

/** Most tasks before each task on one path; -1 for milestones. */
export function bruteWaves(graph: TaskGraph): number[] {
  const paths = allPaths(graph);
  return Array.from({ length: graph.size }, (_, node) => {
    if (graph.isMilestone[node] === 1) return -1;
    const ending = paths.filter((path) => path.at(-1) === node);
    return longest(ending.map((path) => path.slice(0, -1).filter((before) => graph.isMilestone[before] === 0).length));
  });
}

/** The largest set of tasks without a path between any two: all subsets are tried. */
export function bruteWidth(graph: TaskGraph): number {
  const paths = allPaths(graph).filter((path) => path.length > 1);
  const related = new Set(paths.map((path) => `${path[0]!} ${path.at(-1)!}`));
  let width = 0;
  for (let subset = 0; subset < 1 << graph.size; subset++) {
    const nodes = Array.from({ length: graph.size }, (_, node) => node).filter((node) => subset & (1 << node));
    const free = nodes.every((a) => graph.isMilestone[a] === 0 && nodes.every((b) => !related.has(`${a} ${b}`)));
    if (free) width = Math.max(width, nodes.length);
  }
  return width;
}

/** The edges `from to` that are the only path between their ends. */
export function bruteReduction(graph: TaskGraph): string[] {
  const paths = allPaths(graph).filter((path) => path.length > 1);
  return paths
    .filter((path) => path.length === 2)
    .filter(([from, to]) => paths.filter((path) => path[0] === from && path.at(-1) === to).length === 1)
    .map(([from, to]) => `${from!} ${to!}`)
    .sort();
}

/**
 * The shortest makespan of all schedules: tasks are placed in every possible order, each at the earliest time at which
 * what it waits for is done and a worker is free throughout. Some such order gives an optimal schedule.
 */
export function bruteMakespan(graph: TaskGraph, workers: number): number {
  const before = predecessorSets(graph);
  const { bottomLevel } = bruteLevels(graph);
  let best = Infinity;

  const place = (finish: ReadonlyMap<number, number>): void => {
    const makespan = longest([...finish.values()]);
    if (finish.size === graph.size) {
      best = Math.min(best, makespan);
      return;
    }
    for (let node = 0; node < graph.size; node++) {
      if (finish.has(node) || [...before[node]!].some((other) => !finish.has(other))) continue;
      const ready = longest([...before[node]!].map((other) => finish.get(other)!));
      const start = earliestGap(ready, graph.durations[node]!);
      if (Math.max(makespan, start + bottomLevel[node]!) >= best) continue;
      place(new Map([...finish, [node, start + graph.durations[node]!]]));
    }

    function earliestGap(ready: number, duration: number): number {
      const times = [ready, ...finish.values()].filter((time) => time >= ready).sort((a, b) => a - b);
      const running = (time: number) =>
        [...finish].filter(([node, end]) => end - graph.durations[node]! <= time && time < end).length;
      const starts = [...finish].map(([node, end]) => end - graph.durations[node]!);
      return times.find((time) =>
        [time, ...starts.filter((other) => time < other && other < time + duration)].every(
          (moment) => duration === 0 || running(moment) < workers,
        ),
      )!;
    }
  };
  place(new Map());
  return best;
}

function longest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
