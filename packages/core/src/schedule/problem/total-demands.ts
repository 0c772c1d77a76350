import type { TaskNeeds } from './problem.js';

/** The largest capacity and amount: bytes of memory count one by one. */
export const MOST_UNITS = Number.MAX_SAFE_INTEGER;

/** Amounts by resource: a task that names one twice needs both. *Throws* `RangeError` for amounts that are not whole numbers. */
export function totalDemands(needs: TaskNeeds): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { resource, amount } of needs.demands ?? []) {
    totals.set(resource, (totals.get(resource) ?? 0) + checkAmount(resource, amount));
  }
  return totals;
}

/** The amount (or capacity) itself. *Throws* `RangeError` for one that is not a whole number, or too large. */
export function checkAmount(resource: string, amount: number): number {
  if (Number.isInteger(amount) && amount >= 0 && amount <= MOST_UNITS) return amount;
  throw new RangeError(`amounts of "${resource}" must be whole numbers from 0 to ${MOST_UNITS}, got ${amount}`);
}
