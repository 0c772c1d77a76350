import { createDispatcher, neighbours, type SchedulingProblem } from '@nx-crest/core';

/** What tasks ask of the processor, and what there is. */
export interface ProcessorLoad {
  /** By task index: how many cores it keeps busy while nothing slows it down. */
  readonly cpuCores: Float64Array;
  readonly cores: number;
}

/** A task that is under way; what is left of it is in milliseconds of a machine that has time for it. */
interface RunningTask {
  readonly task: number;
  readonly id: string;
  leftMs: number;
}

/**
 * The makespan on so many workers where tasks slow each other down: the plan is executed as the runner does, and while the
 * tasks that run together ask for more cores than there are, each is slowed by `slowdown` as far as it computes.
 *
 * *Units*: milliseconds. *Complexity*: `O(V · P)` for P workers, and the dispatcher's.
 */
export function loadedMakespan(problem: SchedulingProblem, workers: number, load: ProcessorLoad): number {
  const { graph } = problem;
  const dispatcher = createDispatcher({ ...problem, workers });
  const waiting = Array.from({ length: graph.size }, (_, task) => neighbours(graph.predecessors, task).length);
  const ready: string[] = [];
  const running: RunningTask[] = [];
  const compare = (a: string, b: string): number => dispatcher.compare(a, b);
  const demandOf = (task: number): number => load.cpuCores[task] ?? 0;

  /** Admits what waits for nothing any more; what takes no time is done at once. */
  function admit(tasks: readonly number[]): void {
    const admitted = [...tasks];
    for (let task = admitted.pop(); task !== undefined; task = admitted.pop()) {
      if ((graph.durations[task] ?? 0) > 0) insert(ready, graph.ids[task] ?? '', compare);
      else admitted.push(...released(task));
    }
  }

  function released(task: number): readonly number[] {
    return Array.from(neighbours(graph.successors, task)).filter((other) => {
      const left = (waiting[other] ?? 0) - 1;
      waiting[other] = left;
      return left === 0;
    });
  }

  function startReady(nowMs: number): void {
    while (running.length < workers && ready.length > 0) {
      const id = dispatcher.next(ready, nowMs);
      if (id === undefined) return;
      ready.splice(ready.indexOf(id), 1);
      dispatcher.start(id, nowMs);
      const task = graph.indexOf.get(id) ?? 0;
      running.push({ task, id, leftMs: graph.durations[task] ?? 0 });
    }
  }

  admit(Array.from(graph.order).filter((task) => waiting[task] === 0));
  for (let nowMs = 0; ;) {
    startReady(nowMs);
    if (running.length === 0) return nowMs;
    const slower = slowdown(
      running.map(({ task }) => demandOf(task)),
      load.cores,
    );
    const stretch = running.map(({ task }) => stretchOf(demandOf(task), slower));
    const stepMs = Math.min(...running.map(({ leftMs }, at) => leftMs * (stretch[at] ?? 1)));
    nowMs += stepMs;
    for (const [at, one] of running.entries()) one.leftMs -= stepMs / (stretch[at] ?? 1);
    const done = running.filter(({ leftMs }) => leftMs <= ROUNDING_MS);
    for (const one of done) {
      running.splice(running.indexOf(one), 1);
      dispatcher.finish(one.id);
      admit(released(one.task));
    }
  }
}

/** So little of a task is left by rounding. */
const ROUNDING_MS = 1e-6;
/** Halvings of the interval in which the slowdown lies: right to a thousandth. */
const HALVINGS = 14;

/**
 * By what factor computing is slowed where tasks of these demands run together: 1 where there are cores enough; else the
 * factor at which they keep exactly all cores busy. A task that computes half of its time and is slowed by 3 then takes
 * twice as long and keeps a quarter of a core busy.
 */
export function slowdown(cpuCores: readonly number[], cores: number): number {
  const busyAt = (factor: number): number => cpuCores.reduce((sum, own) => sum + own / stretchOf(own, factor), 0);
  if (busyAt(1) <= cores) return 1;
  let [low, high] = [1, cpuCores.reduce((sum, own) => sum + (own > 0 ? Math.max(1, own) : 0), 0) / cores];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (busyAt(middle) > cores) low = middle;
    else high = middle;
  }
  return high;
}

/** How much longer a task takes where computing is so much slower: what it waits for otherwise is not slowed. */
function stretchOf(cpuCores: number, factor: number): number {
  return 1 + Math.min(1, cpuCores) * (factor - 1);
}

/** Puts an id where it belongs in a sorted list. */
function insert(sorted: string[], id: string, compare: (a: string, b: string) => number): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle] ?? id, id) < 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, id);
}
