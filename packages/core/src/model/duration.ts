/** Time in whole milliseconds. Only parsers and printers see `2d` or `45m`. */
export type Milliseconds = number & { readonly __unit: 'ms' };

/**
 * The one way from a number to `Milliseconds`: rounds to whole milliseconds, so that sums are exact.
 *
 * *Throws* `RangeError` for a negative, infinite or unsafe number.
 */
export function milliseconds(value: number): Milliseconds {
  const rounded = Math.round(value);
  if (!(rounded >= 0) || !Number.isSafeInteger(rounded)) {
    throw new RangeError(`duration must be between 0 and ${Number.MAX_SAFE_INTEGER} ms, got ${value}`);
  }
  return rounded as Milliseconds; // the brand's only door
}

/** Working time, as planning documents mean it: a day is 8 hours, a week 5 days. */
export const MINUTE = milliseconds(60_000);
export const HOUR = milliseconds(3_600_000);
export const WORKDAY = milliseconds(8 * HOUR);
export const WORKWEEK = milliseconds(5 * WORKDAY);

/**
 * A duration as people write it: `23.5 h` from a minute's multiple upwards, else minutes, seconds or milliseconds.
 *
 * *Example*: `formatDuration(milliseconds(84_600_000))` is `23.5 h`.
 */
export function formatDuration(ms: number): string {
  if (ms >= HOUR) return `${trim(ms / HOUR)} h`;
  if (ms >= MINUTE) return `${trim(ms / MINUTE)} min`;
  if (ms >= 1000) return `${trim(ms / 1000)} s`;
  return `${trim(ms)} ms`;
}

function trim(value: number): string {
  return String(Math.round(value * 10) / 10);
}
