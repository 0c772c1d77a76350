/** Tells whether the machine slept. *Units*: milliseconds as `Date.now()`. */
export interface SuspensionWatch {
  /** Whether it slept at any moment between the two. */
  between(startMs: number, endMs: number): boolean;
  stop(): void;
}

export function watchForSuspension(): SuspensionWatch {
  return { between: () => false, stop: () => undefined };
}
