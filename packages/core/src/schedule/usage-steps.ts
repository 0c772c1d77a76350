import { lastStep } from './last-step.js';
import { totalDemands, type SchedulingProblem } from './problem/scheduling-problem.js';
import type { Schedule } from './schedule.js';

/** How much of one resource is taken when: from `times[i]` up to the next time, `taken[i]`. */
export interface UsageSteps {
  readonly capacity: number;
  readonly times: readonly number[];
  readonly taken: readonly number[];
  /** The most that is ever taken. */
  readonly most: number;
  /** The last step that has begun at that time, -1 before the first. */
  readonly stepAt: (time: number) => number;
  /** A task that ends where the step begins; of several the one with the smallest id. */
  readonly leaver: (step: number) => number | undefined;
}

/** Usage of all resources and mutexes by tasks that take time, by name. */
export interface AllUsage {
  readonly resources: ReadonlyMap<string, UsageSteps>;
  readonly mutexes: ReadonlyMap<string, UsageSteps>;
}

interface Taker {
  readonly task: number;
  readonly amount: number;
}

/** What a schedule takes of each resource and mutex, over time. *Complexity*: `O(n log n)` in the needs. */
export function usageSteps(problem: SchedulingProblem, schedule: Schedule): AllUsage {
  const takers = { resources: new Map<string, Taker[]>(), mutexes: new Map<string, Taker[]>() };
  const note = (map: Map<string, Taker[]>, name: string, taker: Taker): void => {
    const known = map.get(name) ?? [];
    map.set(name, known);
    known.push(taker);
  };
  for (const [task, need] of problem.needs) {
    if (!(problem.graph.durations[task] ?? 0)) continue;
    for (const [name, amount] of totalDemands(need)) note(takers.resources, name, { task, amount });
    for (const name of new Set(need.mutexes)) note(takers.mutexes, name, { task, amount: 1 });
  }
  const capacities = new Map(problem.resources.map(({ name, capacity }) => [name, capacity]));
  const ranks = problem.graph.idRanks;
  const stepsOf = (capacity: number, taking: readonly Taker[]) => stepsFor(capacity, taking, { schedule, ranks });
  return {
    resources: new Map([...takers.resources].map(([name, of]) => [name, stepsOf(capacities.get(name) ?? 0, of)])),
    mutexes: new Map([...takers.mutexes].map(([name, of]) => [name, stepsOf(1, of)])),
  };
}

function stepsFor(
  capacity: number,
  takers: readonly Taker[],
  { schedule, ranks }: { readonly schedule: Schedule; readonly ranks: Int32Array },
): UsageSteps {
  const { start, finish } = schedule;
  const rankOf = (task: number): number => ranks[task] ?? 0;
  const events = takers.flatMap(({ task, amount }) => [
    { time: start[task] ?? 0, change: amount, task },
    { time: finish[task] ?? 0, change: -amount, task },
  ]);
  events.sort((a, b) => a.time - b.time || rankOf(a.task) - rankOf(b.task) || a.change - b.change);
  const times: number[] = [];
  const taken: number[] = [];
  const leavers: (number | undefined)[] = [];
  let now = 0;
  let most = 0;
  for (const { time, change, task } of events) {
    now += change;
    if (times.at(-1) !== time) {
      times.push(time);
      leavers.push(undefined);
      taken.push(now);
    }
    const step = times.length - 1;
    taken[step] = now;
    if (change < 0) leavers[step] ??= task;
  }
  for (const amount of taken) most = Math.max(most, amount);
  return { capacity, times, taken, most, stepAt: (time) => lastStep(times, time), leaver: (step) => leavers[step] };
}
