import { HOUR, type DocumentEstimate } from '@nx-crest/core';

/** An estimate as hours, to four digits: `2.5`. */
export function hours(ms: number): string {
  return String(Number((ms / HOUR).toFixed(4)));
}

/** `2h`; a range as `2-4h`. */
export function hoursText({ ms, pert }: DocumentEstimate): string {
  return pert ? `${hours(pert.optimisticMs)}-${hours(pert.pessimisticMs)}h` : `${hours(ms)}h`;
}
