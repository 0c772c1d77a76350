import type { SchedulingProblem } from '@nx-crest/core';
import { loadedMakespan } from './choose-workers-makespan.js';

/** What the number of workers is chosen by. */
export interface WorkerChoiceInput {
  /** As for the forecast, on so many workers. */
  readonly problemOf: (workers: number) => SchedulingProblem;
  /**
   * How many cores each task that will execute keeps busy, by id (`HistoryEstimate.cpuCores`, measured by `loadMeter`); missing:
   * not known, and taken for 1.
   */
  readonly cpuCores: ReadonlyMap<string, number>;
  /** Ids of the tasks that will be restored, which ask nothing of the processor. */
  readonly restored: ReadonlySet<string>;
  /** `availableParallelism()`. */
  readonly cores: number;
}

/** How many tasks to run at once, and why, in one line. */
export interface WorkerChoice {
  readonly workers: number;
  readonly reason: string;
}

/** More workers than these on each core only take memory, each a process or more. */
const MOST_PER_CORE = 4;
/** Nx warns above. */
const MOST_WORKERS = 64;
/** A worker more must be worth it: the fewest workers are taken that come within this share of the best makespan. */
const TOLERANCE = 0.05;
/** What is assumed of a task that was never measured: it computes all the time. */
const UNKNOWN_CORES = 1;

/**
 * How many workers pay off: the fewest whose makespan is within 5 % of what 4 workers on each core (at most 64) would reach,
 * where tasks that ask for more cores than there are slow each other down (`loadedMakespan`). Tasks that compute all the time
 * need about as many workers as cores, tasks that wait more, and a plan that is one chain needs one.
 *
 * It does not drift, though what it chooses changes what is measured next: durations that were measured while tasks slowed
 * each other down are too long, but nearly all by the same factor, and only their proportions matter here; and `loadMeter`
 * keeps what it knows of a task while the machine is saturated, when usage tells nothing of demand.
 *
 * Where no task was ever measured there is one worker for each core.
 *
 * *Complexity*: the makespans of 8 numbers of workers: more workers never take longer, but for rare anomalies.
 */
export function chooseWorkers(input: WorkerChoiceInput): WorkerChoice {
  const { problemOf, cores } = input;
  const { cpuCores, known, executing, meanCores } = demands(input);
  if (known === 0) {
    const why = executing === 0 ? 'nothing will execute' : 'how busy tasks keep them was never measured';
    return { workers: cores, reason: `auto: ${named(cores, 'worker')}, as many as cores: ${why}` };
  }
  const makespans = new Map<number, number>();
  const makespanOf = (workers: number): number => {
    const makespan = makespans.get(workers) ?? loadedMakespan(problemOf(workers), workers, { cpuCores, cores });
    makespans.set(workers, makespan);
    return makespan;
  };
  const most = Math.min(MOST_WORKERS, MOST_PER_CORE * cores);
  const workers = fewestWithin(makespanOf(most) * (1 + TOLERANCE), most, makespanOf);
  const measured = known < executing ? ` (${known} of ${executing} measured)` : '';
  const busy = `tasks keep ${named(Math.round(10 * meanCores) / 10, 'core')} busy${measured}`;
  const next = workers === most ? ceiling(cores) : oneMore(makespanOf(workers), makespanOf(workers + 1));
  return { workers, reason: `auto: ${named(workers, 'worker')}: ${named(cores, 'core')}, ${busy}; ${next}` };
}

/** Binary search: makespans fall with the number of workers. */
function fewestWithin(limit: number, most: number, makespanOf: (workers: number) => number): number {
  let [low, high] = [1, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (makespanOf(middle) <= limit) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** What each task asks of the processor; the mean is that of the measured tasks, weighted by their durations. */
function demands({ problemOf, cpuCores: measured, restored }: WorkerChoiceInput) {
  const { ids, durations } = problemOf(1).graph;
  const cpuCores = new Float64Array(ids.length);
  let [known, executing, busyMs, knownMs] = [0, 0, 0, 0];
  for (const [task, id] of ids.entries()) {
    const ms = durations[task] ?? 0;
    if (ms === 0 || restored.has(id)) continue;
    const own = measured.get(id);
    cpuCores[task] = own ?? UNKNOWN_CORES;
    executing++;
    if (own === undefined) continue;
    known++;
    busyMs += own * ms;
    knownMs += ms;
  }
  return { cpuCores, known, executing, meanCores: knownMs === 0 ? 0 : busyMs / knownMs };
}

function oneMore(makespan: number, withOneMore: number): string {
  const percent = makespan === 0 ? 0 : Math.round(100 * (1 - withOneMore / makespan));
  return percent <= 0 ? 'one more would save nothing' : `one more would save ${percent} %`;
}

function ceiling(cores: number): string {
  return MOST_PER_CORE * cores <= MOST_WORKERS ? `no more than ${MOST_PER_CORE} for each core` : 'no more in any case';
}

function named(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
