import type { CpuInfo } from 'node:os';
import { busyTime } from './busy-time.js';

/** The machine, as far as the meter sees it. */
export interface LoadMeterOptions {
  /** `os.cpus`. */
  readonly readCpus: () => readonly Pick<CpuInfo, 'times'>[];
  /** A monotonic clock in milliseconds: `performance.now`. */
  readonly now: () => number;
  /** `availableParallelism()`. Where it is not the number of CPUs (a container), these are not ours, and nothing is measured. */
  readonly cores: number;
  /** How many cores tasks kept busy in earlier runs, by task id. */
  readonly known: ReadonlyMap<string, number>;
}

/** Measures how many cores tasks keep busy while they run. */
export interface LoadMeter {
  readonly started: (id: string) => void;
  readonly ended: (id: string) => void;
  /**
   * Cores, in tenths; undefined where the task ran less than half a second, was never seen, or the machine cannot be read. To be
   * asked after `stop`.
   */
  readonly cpuCores: (id: string) => number | undefined;
  /** Ends the timer, and what is running: what was measured stays. */
  readonly stop: () => void;
}

/** Reading the times of all CPUs takes 0.1 ms here and 1 ms on large machines, so it is not done more often than this. */
const SHORTEST_MS = 50;
/** Nor less often while tasks run: demand changes within a task. */
const TIMER_MS = 1000;
/** Above this share of all cores usage tells nothing of demand: it cannot be more. */
const SATURATED = 0.95;
/** Tasks that ran for less time are not measured: CPU times have a grain of 10 ms. */
const SHORTEST_TASK_MS = 500;
/** What is assumed of an unknown task on a saturated machine: it computes all the time. */
const UNKNOWN_CORES = 1;

/**
 * Measures how many cores each task would keep busy if it had the machine to itself. The machine's busy time between two
 * readings is shared equally among the tasks that ran, by how long each did. Where readings show all cores busy, tasks may
 * ask for more than they get: then each counts with what earlier runs know of it (else one core), more only where all of
 * them together would not fill the machine.
 *
 * What else runs on the machine counts as work of the tasks, since nobody knows it apart: before the first task this
 * very process is busy. *Complexity*: `O(1)` for an event, `O(running)` for a reading, at most 20 readings a second.
 */
export function loadMeter(options: LoadMeterOptions): LoadMeter {
  const { readCpus, now, cores } = options;
  if (readCpus().length !== cores) return NO_METER;
  const running = new Map<string, number>(); // since when, at the earliest since the last reading
  const present = new Map<string, number>(); // ms since the last reading, of tasks that have ended
  const measured = new Map<string, { coreMs: number; ms: number }>();
  let last = { atMs: now(), busyMs: busyTime(readCpus()) };

  function read(): void {
    const [atMs, { atMs: fromMs }] = [now(), last];
    if (atMs - fromMs < SHORTEST_MS) return;
    const busyMs = busyTime(readCpus());
    const cpuMs = Math.max(0, busyMs - last.busyMs);
    last = { atMs, busyMs };
    for (const [id, sinceMs] of running) {
      leave(id, sinceMs, atMs);
      running.set(id, atMs);
    }
    attribute(cpuMs, atMs - fromMs);
    present.clear();
  }

  function leave(id: string, sinceMs: number, atMs: number): void {
    present.set(id, (present.get(id) ?? 0) + atMs - sinceMs);
  }

  function attribute(cpuMs: number, intervalMs: number): void {
    const demandOf = demandsOf({ present, cpuMs, isSaturated: cpuMs >= SATURATED * cores * intervalMs }, options.known);
    for (const [id, ms] of present) {
      const sum = measured.get(id) ?? { coreMs: 0, ms: 0 };
      // In a part of the interval perhaps no task ran, and something else was busy.
      const demand = Math.min(cores, demandOf(id));
      measured.set(id, { coreMs: sum.coreMs + demand * ms, ms: sum.ms + ms });
    }
  }

  const timer = setInterval(read, TIMER_MS);
  timer.unref();
  return {
    started(id) {
      read();
      running.set(id, now());
    },
    ended(id) {
      const sinceMs = running.get(id);
      if (sinceMs === undefined) return;
      leave(id, sinceMs, now());
      running.delete(id);
      read();
    },
    cpuCores(id) {
      const sum = measured.get(id);
      return sum && sum.ms >= SHORTEST_TASK_MS ? Math.round((10 * sum.coreMs) / sum.ms) / 10 : undefined;
    },
    stop() {
      clearInterval(timer);
      read();
      running.clear();
    },
  };
}

/** One interval: how long each task ran in it, and how long all CPUs together were busy. */
interface Interval {
  readonly present: ReadonlyMap<string, number>;
  readonly cpuMs: number;
  readonly isSaturated: boolean;
}

/** How many cores each task asked for in an interval. */
function demandsOf({ present, cpuMs, isSaturated }: Interval, known: ReadonlyMap<string, number>) {
  let [taskMs, expectedMs] = [0, 0];
  for (const [id, ms] of present) {
    taskMs += ms;
    expectedMs += ms * (known.get(id) ?? UNKNOWN_CORES);
  }
  const equal = taskMs === 0 ? 0 : cpuMs / taskMs;
  if (!isSaturated || expectedMs === 0) return () => equal;
  const factor = Math.max(1, cpuMs / expectedMs);
  return (id: string) => factor * (known.get(id) ?? UNKNOWN_CORES);
}

const NO_METER: LoadMeter = {
  started: () => undefined,
  ended: () => undefined,
  cpuCores: () => undefined,
  stop: () => undefined,
};
