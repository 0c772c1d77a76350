import {
  buildTaskGraph,
  EMPTY_HISTORY,
  estimateFromHistory,
  milliseconds,
  schedulingProblem,
  withObservations,
  type History,
} from '@nx-crest/core';
import { loadMeter, type LoadMeter } from '../../run/load-meter.js';
import { chooseWorkers } from './choose-workers.js';

/** A task as it really is: alone it takes `ms`, and keeps so many cores busy. */
interface TrueTask {
  readonly id: string;
  readonly ms: number;
  readonly cpuCores: number;
}
const CORES = 2;

describe('chooseWorkers, fed with what its own choices lead to', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const tasks = (count: number, cpuCores: (index: number) => number): readonly TrueTask[] =>
    Array.from({ length: count }, (_, i) => ({ id: `t${i}`, ms: 1500 + ((i * 709) % 3000), cpuCores: cpuCores(i) }));

  it.each([
    ['compute all the time', tasks(30, () => 1), [2, 3]],
    ['compute on two cores', tasks(30, () => 2), [1, 2]],
    ['wait', tasks(30, () => 0), [7, 8]],
    ['compute half of the time', tasks(40, () => 0.5), [4, 5]],
    ['compute a third of the time', tasks(40, () => 0.3), [6, 8]],
    ['compute 70 % of the time', tasks(40, () => 0.7), [2, 3]],
    ['differ', tasks(40, (i) => (i % 4 === 0 ? 1 : 0.1)), [5, 8]],
  ] as const)('comes within 5 % of the best and stays, where tasks %s', (_, truth, [fewest, most]) => {
    const { chosen, makespans } = runs(truth, 6);
    const best = Math.min(...Array.from({ length: 8 }, (__, i) => execute(truth, i + 1).makespan));
    for (const makespan of makespans.slice(3)) expect(makespan / best).toBeLessThanOrEqual(1.05);
    expect(new Set(chosen.slice(3)).size).toBe(1);
    expect(chosen.at(-1)).toBeGreaterThanOrEqual(fewest);
    expect(chosen.at(-1)).toBeLessThanOrEqual(most);
  });

  it.each([
    ['compute all the time', tasks(30, () => 1), [2, 3]],
    ['wait', tasks(30, () => 0), [7, 8]],
    ['compute half of the time', tasks(40, () => 0.5), [4, 5]],
  ] as const)('finds back from a history on 8 workers, where tasks %s', (_, truth, [fewest, most]) => {
    let history: History = EMPTY_HISTORY;
    for (let run = 0; run < 6; run++) history = recorded(truth, history, { workers: 8, run });
    const { chosen } = runs(truth, 8, history);
    expect(chosen.at(-1)).toBeGreaterThanOrEqual(fewest);
    expect(chosen.at(-1)).toBeLessThanOrEqual(most);
  });
});

const MACHINE = 'linux-x64-2';

/** Runs the tasks again and again, each time on as many workers as are chosen by what was measured before. */
function runs(truth: readonly TrueTask[], count: number, before: History = EMPTY_HISTORY) {
  let history = before;
  const chosen: number[] = [];
  const makespans: number[] = [];
  for (let run = 0; run < count; run++) {
    const known = truth.map(({ id }) => ({ id, ...(estimateFromHistory(history, MACHINE, id) ?? { ms: 1000 }) }));
    const cpuCores = knownCores(truth, history);
    const { workers } = chooseWorkers({
      problemOf: () => problemOf(known),
      cpuCores,
      restored: new Set(),
      cores: CORES,
    });
    chosen.push(workers);
    makespans.push(execute(truth, workers).makespan);
    history = recorded(truth, history, { workers, run: 100 + run });
  }
  return { chosen, makespans };
}

function knownCores(truth: readonly TrueTask[], history: History): ReadonlyMap<string, number> {
  const cores = truth.map(({ id }) => [id, estimateFromHistory(history, MACHINE, id)?.cpuCores] as const);
  return new Map(cores.flatMap(([id, own]) => (own === undefined ? [] : [[id, own] as const])));
}

function problemOf(tasks: readonly { readonly id: string; readonly ms: number }[]) {
  const nodes = tasks.map(({ id, ms }) => ({ id, durationMs: milliseconds(ms), dependsOn: [] }));
  return schedulingProblem(buildTaskGraph(nodes).graph!, { workers: 1 }).problem!;
}

/** The history after one more run, measured by the load meter. */
function recorded(
  truth: readonly TrueTask[],
  history: History,
  { workers, run }: { readonly workers: number; readonly run: number },
): History {
  let [nowMs, busyMs] = [0, 0];
  const times = () => ({ user: busyMs / CORES, nice: 0, sys: 0, irq: 0, idle: 0 });
  const meter = loadMeter({
    readCpus: () => Array.from({ length: CORES }, () => ({ times: times() })),
    now: () => nowMs,
    cores: CORES,
    known: knownCores(truth, history),
  });
  const { durations } = execute(truth, workers, meter, (ms, busyCores) => {
    nowMs += ms;
    busyMs += ms * busyCores;
  });
  meter.stop();
  const observations = truth.map(({ id }) => {
    const cpuCores = meter.cpuCores(id);
    return [id, { atS: run * 1000, ms: durations.get(id)!, ...(cpuCores === undefined ? {} : { cpuCores }) }] as const;
  });
  return withObservations(history, MACHINE, observations);
}

/**
 * Executes tasks on a machine whose scheduler is fair: who asks for less than an equal share gets it, and the others share
 * what is left (max-min fairness).
 */
function execute(
  truth: readonly TrueTask[],
  workers: number,
  meter?: LoadMeter,
  pass: (ms: number, busyCores: number) => void = () => undefined,
) {
  const queue = [...truth].sort((a, b) => b.ms - a.ms || (a.id < b.id ? -1 : 1));
  const running: { task: TrueTask; leftMs: number; startMs: number }[] = [];
  const durations = new Map<string, number>();
  let nowMs = 0;
  for (;;) {
    while (running.length < workers && queue.length > 0) {
      const task = queue.shift()!;
      running.push({ task, leftMs: task.ms, startMs: nowMs });
      meter?.started(task.id);
    }
    if (running.length === 0) return { makespan: nowMs, durations };
    const used = fairShares(running.map(({ task }) => task.cpuCores));
    const speeds = running.map(({ task }, i) => (task.cpuCores === 0 ? 1 : used[i]! / task.cpuCores));
    const stepMs = Math.min(...running.map(({ leftMs }, i) => leftMs / speeds[i]!));
    nowMs += stepMs;
    pass(
      stepMs,
      used.reduce((sum, own) => sum + own, 0),
    );
    for (const [i, one] of running.entries()) one.leftMs -= stepMs * speeds[i]!;
    for (const one of running.filter(({ leftMs }) => leftMs < 1e-6)) {
      running.splice(running.indexOf(one), 1);
      durations.set(one.task.id, Math.round(nowMs - one.startMs));
      meter?.ended(one.task.id);
    }
  }
}

function fairShares(demands: readonly number[]): readonly number[] {
  const shares = new Map<number, number>();
  let left = CORES;
  const byDemand = [...demands.entries()].sort(([, a], [, b]) => a - b);
  for (const [place, [index, demand]] of byDemand.entries()) {
    const share = Math.min(demand, left / (byDemand.length - place));
    shares.set(index, share);
    left -= share;
  }
  return demands.map((_, index) => shares.get(index)!);
}
