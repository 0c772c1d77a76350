import type { History, Observation } from './history.js';

/** How many observations of a task are kept on each machine class. */
export const KEPT = 6;

export const EMPTY_HISTORY: History = { machines: new Map() };

export function mergeHistories(a: History, b: History): History {
  return a.machines.size === 0 ? b : a;
}

export function withObservations(
  history: History,
  machine: string,
  additions: readonly (readonly [id: string, observation: Observation])[],
): History {
  return additions.length === 0 || machine === '' ? history : history;
}

export function observationsOf(history: History, machine: string, id: string): readonly Observation[] {
  return history.machines.get(machine)?.get(id) ?? [];
}
