import { diagnostic, type Diagnostic } from '../../model/diagnostic.js';
import type { SchedulingProblem, TaskNeeds } from './problem.js';
import { totalDemands } from './total-demands.js';

/** So much of one thing. Keys differ where names do not: a resource may be called `worker 0`. */
interface Taking {
  readonly key: string;
  readonly name: string;
  readonly capacity: number;
  readonly amount: number;
}

/** What running tasks take of one thing together. */
interface Taken {
  readonly name: string;
  readonly capacity: number;
  readonly ids: string[];
  amount: number;
}

/**
 * `CREST108` for each worker, resource and mutex of which running tasks take more together than there is, and for the workers
 * where more tasks run than there are. What one task alone cannot have is another fault (`CREST106`).
 *
 * *Complexity*: linear in the needs.
 */
export function runningOverloads({ graph, workers, resources, needs }: SchedulingProblem): Diagnostic[] {
  const capacities = new Map(resources.map(({ name, capacity }) => [name, capacity]));
  const all = new Map<string, Taken>();
  for (const [task, need] of needs) {
    const id = graph.ids[task];
    if (!need.running || id === undefined || !(graph.durations[task] ?? 0)) continue;
    for (const { key, name, capacity, amount } of takingsOf(need, workers, capacities)) {
      const taken = all.get(key) ?? { name, capacity, ids: [], amount: 0 };
      all.set(key, taken);
      taken.ids.push(id);
      taken.amount += amount;
    }
  }
  return [...all.values()].flatMap(({ name: resource, capacity, ids, amount }) =>
    amount > capacity && ids.length > 1 ? [diagnostic('CREST108', { resource, ids, amount, capacity })] : [],
  );
}

function takingsOf(
  need: TaskNeeds,
  workers: number | undefined,
  capacities: ReadonlyMap<string, number>,
): readonly Taking[] {
  const { worker, mutexes } = need;
  const single = (name: string): Taking => ({ key: name, name, capacity: 1, amount: 1 });
  // Who is bound to a worker who does not exist is another fault too (`CREST107`).
  const isOneOf = workers !== undefined && (worker ?? 0) < workers;
  return [
    ...(isOneOf ? [{ key: 'workers', name: 'workers', capacity: workers, amount: 1 }] : []),
    ...(worker === undefined ? [] : [single(`worker ${worker}`)]),
    ...Array.from(totalDemands(need), ([name, amount]) => {
      return { key: `resource ${name}`, name, capacity: capacities.get(name) ?? 0, amount };
    }),
    ...Array.from(new Set(mutexes), (mutex) => single(`mutex ${mutex}`)),
  ];
}
