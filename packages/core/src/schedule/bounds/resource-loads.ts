import { totalDemands, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { commonDivisor } from './common-divisor.js';

/** What one resource has to carry: its tasks, and how much of it each takes as long as it runs. */
export interface ResourceLoad {
  /** `workers`, `worker 0` for what is bound to that worker, or the name of the resource or mutex; missing where several do together. */
  readonly name?: string;
  readonly capacity: number;
  /** Indices of tasks that take time, ascending. */
  readonly tasks: Int32Array;
  readonly amounts: Float64Array;
}

/** A load that is being gathered. */
interface Takers {
  readonly name: string;
  readonly capacity: number;
  readonly tasks: number[];
  readonly amounts: number[];
}

/**
 * The load of each resource that could be short: the workers, the resources as they are given, then mutexes and bound
 * workers, whose capacity is 1. What the very same tasks hold counts once.
 *
 * Amounts are counted in their greatest common divisor: of 5 agents, tasks that take 2 each can use 4 only.
 *
 * *Complexity*: linear in the graph and the needs.
 */
export function resourceLoads({ graph, workers, resources, needs }: SchedulingProblem): readonly ResourceLoad[] {
  const everybody: Takers = { name: 'workers', capacity: workers ?? 0, tasks: [], amounts: [] };
  const named = new Map(
    resources.map(({ name, capacity }): [string, Takers] => [name, { name, capacity, tasks: [], amounts: [] }]),
  );
  const single = new Map<string, Takers>();
  const takeSingle = (key: string, name: string, task: number): void => {
    const takers = single.get(key) ?? { name, capacity: 1, tasks: [], amounts: [] };
    single.set(key, takers);
    take(takers, task, 1);
  };

  for (const [task, duration] of graph.durations.entries()) {
    if (duration === 0) continue;
    if (workers !== undefined) take(everybody, task, 1);
    const need = needs.get(task);
    if (!need) continue;
    for (const [name, amount] of totalDemands(need)) if (amount > 0) take(named.get(name), task, amount);
    for (const name of new Set(need.mutexes)) takeSingle(`mutex ${name}`, name, task);
    if (need.worker !== undefined) takeSingle(`worker ${need.worker}`, `worker ${need.worker}`, task);
  }
  const seen = new Set<string>(); // grows with what is new
  const distinct = [...single.values()].filter(({ tasks }) => seen.size < seen.add(tasks.join()).size);
  const longest = graph.durations.reduce((sum, duration) => sum + duration, 0);
  return [everybody, ...named.values(), ...distinct].flatMap((takers) => loadOf(takers, longest));
}

function take(takers: Takers | undefined, task: number, amount: number): void {
  takers?.tasks.push(task);
  takers?.amounts.push(amount);
}

/** Nothing where all tasks could take what they need at once, or where sums would no longer be exact. */
function loadOf({ name, capacity, tasks, amounts }: Takers, longest: number): ResourceLoad[] {
  const needed = amounts.reduce((sum, amount) => sum + amount, 0);
  if (needed <= capacity) return [];
  const unit = commonDivisor(amounts);
  const units = Math.floor(capacity / unit);
  if (!Number.isSafeInteger(units * longest)) return [];
  return [
    {
      name,
      capacity: units,
      tasks: Int32Array.from(tasks),
      amounts: Float64Array.from(amounts, (amount) => amount / unit),
    },
  ];
}
