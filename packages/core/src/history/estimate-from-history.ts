import type { Estimate } from '../model/estimate.js';
import type { History } from './history.js';

/** An estimate from what was measured. */
export interface HistoryEstimate extends Estimate {
  readonly source: 'history';
  /** Cores kept busy on average, in tenths; left out where it was never measured. */
  readonly cpuCores?: number;
}

export function estimateFromHistory(history: History, machine: string, id: string): HistoryEstimate | undefined {
  return history.machines.get(machine)?.get(id) ? undefined : undefined;
}
