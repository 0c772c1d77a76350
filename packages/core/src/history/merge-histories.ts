import type { History, Observation } from './history.js';
import { newestObservations } from './newest-observations.js';

type Tasks = ReadonlyMap<string, readonly Observation[]>;

/**
 * What either of two histories knows; of each task the newest observations of both. Associative, commutative and
 * idempotent, so histories can be merged in any order, and any number of times.
 *
 * *Complexity*: linear in the tasks of both.
 */
export function mergeHistories(a: History, b: History): History {
  return { machines: mergeMaps(a.machines, b.machines, mergeTasks) };
}

function mergeTasks(a: Tasks, b: Tasks): Tasks {
  return mergeMaps(a, b, (one, other) => newestObservations([...one, ...other]));
}

function mergeMaps<V>(a: ReadonlyMap<string, V>, b: ReadonlyMap<string, V>, both: (a: V, b: V) => V): Map<string, V> {
  const merged = new Map(a);
  for (const [key, value] of b) {
    const present = merged.get(key);
    merged.set(key, present === undefined ? value : both(present, value));
  }
  return merged;
}

/**
 * The history with what was measured on one machine class added; `additions` may name a task more than once.
 *
 * *Throws* `RangeError` for a time that is not a whole number from 0 up.
 */
export function withObservations(
  history: History,
  machine: string,
  additions: readonly (readonly [id: string, observation: Observation])[],
): History {
  const tasks = new Map<string, readonly Observation[]>();
  for (const [id, observation] of additions) {
    const { atS, ms } = observation;
    if (![atS, ms].every((time) => Number.isSafeInteger(time) && time >= 0)) {
      throw new RangeError(`times of "${id}" must be whole numbers from 0, got atS ${atS}, ms ${ms}`);
    }
    tasks.set(id, newestObservations([...(tasks.get(id) ?? []), observation]));
  }
  return tasks.size === 0 ? history : mergeHistories(history, { machines: new Map([[machine, tasks]]) });
}
