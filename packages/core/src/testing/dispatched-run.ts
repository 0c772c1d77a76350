import { neighbours } from '../graph/adjacency.js';
import type { Dispatcher } from '../schedule/dispatch/dispatcher.js';
import type { SchedulingProblem } from '../schedule/problem/problem.js';

/** A run under a virtual clock, as a runner would do it. */
export interface VirtualRun {
  readonly problem: SchedulingProblem;
  readonly workers: number;
  /** How long each task really takes, by index. */
  readonly realMs: readonly number[];
  /** Run until the end, on no worker; what waits for them may start once they run. */
  readonly servers?: ReadonlySet<string>;
}

/** One decision: what was ready then, in order, and what ran. */
export interface Decision {
  readonly nowMs: number;
  readonly ready: readonly string[];
  readonly running: readonly string[];
  /** Nothing where every ready task was held back. */
  readonly started?: string;
  /** It was held back, but nothing ran that could have let it go. */
  readonly forced?: true;
}

/**
 * Runs a problem to its end. Where only servers run and nothing may start, the first ready task starts all the same, as a
 * runner sees to it. *Throws* where nothing runs at all, and nothing may start.
 */
export function dispatchedRun(dispatcher: Dispatcher, run: VirtualRun): readonly Decision[] {
  const { graph } = run.problem;
  const { servers = new Set<string>() } = run;
  const decisions: Decision[] = [];
  const waitsFor = graph.ids.map((_, task) => neighbours(graph.predecessors, task).length);
  const ready = graph.ids.filter((_, task) => waitsFor[task] === 0);
  const running = new Map<string, number>();
  const serving = new Set<string>();
  let nowMs = 0;

  const release = (id: string): void => {
    for (const successor of neighbours(graph.successors, graph.indexOf.get(id)!)) {
      waitsFor[successor]!--;
      if (waitsFor[successor] === 0) ready.push(graph.ids[successor]!);
    }
  };
  const startOne = (): boolean => {
    ready.sort((a, b) => dispatcher.compare(a, b));
    const next = dispatcher.next(ready, nowMs);
    const forced = next === undefined && running.size === 0 && serving.size > 0;
    const started = forced ? ready[0] : next;
    const before = { nowMs, ready: [...ready], running: [...running.keys(), ...serving] };
    decisions.push(started === undefined ? before : { ...before, started, ...(forced ? { forced } : {}) });
    if (started === undefined) return false;
    ready.splice(ready.indexOf(started), 1);
    dispatcher.start(started, nowMs);
    if (servers.has(started)) {
      serving.add(started);
      release(started);
    } else running.set(started, nowMs + run.realMs[graph.indexOf.get(started)!]!);
    return true;
  };

  while (ready.length > 0 || running.size > 0) {
    while (ready.length > 0 && running.size < run.workers && startOne());
    if (running.size === 0) {
      if (ready.length === 0) break;
      throw new Error(`nothing runs, and ${ready.join(', ')} may not start`);
    }
    nowMs = Math.min(...running.values());
    for (const [id, finish] of running) {
      if (finish > nowMs) continue;
      running.delete(id);
      dispatcher.finish(id);
      release(id);
    }
  }
  return decisions;
}

/** What was started, in order, as `id@time`. */
export function starts(decisions: readonly Decision[]): readonly string[] {
  return decisions.flatMap(({ started, nowMs }) => (started === undefined ? [] : [`${started}@${nowMs}`]));
}
