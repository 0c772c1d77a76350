import { at } from '../../graph/at.js';
import { compareText } from '../../model/compare-text.js';
import { totalDemands, type SchedulingProblem } from '../problem/scheduling-problem.js';
import { holdersBefore, type Taker } from './holders-before.js';
import type { MeasuredTimes } from './measured-times.js';

/** Something that there is only so much of, and by task who held before what it took of it. */
export interface Scarce {
  readonly waitedFor: 'resource' | 'worker';
  /** Its name; missing for workers. */
  readonly resource?: string;
  readonly before: ReadonlyMap<number, number>;
}

/** Keeps files apart from resources of the same name. */
const MUTEX = '\0';

/** Resources and mutexes by name, then the workers. *Complexity*: `O(n log n)` in the tasks and their needs. */
export function scarceThings(
  { graph, workers, resources, needs }: SchedulingProblem,
  times: MeasuredTimes,
): readonly Scarce[] {
  const busy = times.tasks.filter((task) => at(times.busy, task) > 0);
  const takers = new Map<string, Taker[]>();
  const note = (key: string, taker: Taker): void => {
    const known = takers.get(key);
    if (known) known.push(taker);
    else takers.set(key, [taker]);
  };
  for (const task of busy) {
    const need = needs.get(task);
    if (!need) continue;
    for (const [name, amount] of totalDemands(need)) if (amount > 0) note(name, { task, amount });
    for (const name of new Set(need.mutexes)) note(MUTEX + name, { task, amount: 1 });
  }
  const clock = { start: times.start, finish: times.finish, idRanks: graph.idRanks };
  const capacities = new Map(resources.map(({ name, capacity }) => [name, capacity]));
  const found = [...takers]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, of]): Scarce => {
      const isMutex = key.startsWith(MUTEX);
      const capacity = isMutex ? 1 : (capacities.get(key) ?? 0);
      const resource = isMutex ? key.slice(MUTEX.length) : key;
      return { waitedFor: 'resource', resource, before: holdersBefore(of, capacity, clock) };
    });
  if (workers === undefined) return found;
  const all = busy.map((task) => ({ task, amount: at(times.alone, task) === 1 ? workers : 1 }));
  return [...found, { waitedFor: 'worker', before: holdersBefore(all, workers, clock) }];
}
