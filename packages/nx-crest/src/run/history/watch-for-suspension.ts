/** Tells whether the machine slept. *Units*: milliseconds as `Date.now()`. */
export interface SuspensionWatch {
  /** Whether it slept, or its clock was set, at any moment between the two. */
  readonly between: (startMs: number, endMs: number) => boolean;
  readonly stop: () => void;
}

/** What the watch takes from outside. */
export interface SuspensionClock {
  /** The time of day. *Units*: milliseconds. */
  readonly now: () => number;
  /** Calls again and again until what it gives back is called; does not keep the process alive. */
  readonly every: (ms: number, call: () => void) => () => void;
}

const TICK_MS = 1000;
/** No event loop is busy that long without a pause; a machine that sleeps, or a process that is stopped, is. */
const LATE_MS = 10_000;

/**
 * Watches from now on for a machine that sleeps or is paused: a timer that should tick each second comes more than 10 s late
 * by the time of day, or far too early, where the clock was set. Not by `performance.now()`: whether that goes on during
 * sleep differs between systems (it stands still on Linux, not on Windows).
 */
export function watchForSuspension(clock: SuspensionClock = REAL_CLOCK): SuspensionWatch {
  const sleeps: (readonly [fromMs: number, untilMs: number])[] = [];
  let lastMs = clock.now();
  const tick = (): void => {
    const nowMs = clock.now();
    if (Math.abs(nowMs - lastMs - TICK_MS) > LATE_MS) sleeps.push([Math.min(lastMs, nowMs), Math.max(lastMs, nowMs)]);
    lastMs = nowMs;
  };
  const stop = clock.every(TICK_MS, tick);
  return {
    between: (startMs, endMs) => {
      tick(); // it may have slept since the timer last came
      return sleeps.some(([fromMs, untilMs]) => fromMs < endMs && startMs < untilMs);
    },
    stop,
  };
}

const REAL_CLOCK: SuspensionClock = {
  now: Date.now,
  every: (ms, call) => {
    const timer = setInterval(call, ms).unref();
    return () => {
      clearInterval(timer);
    };
  },
};
