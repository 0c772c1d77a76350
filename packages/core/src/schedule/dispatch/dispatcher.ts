/** Decides, while tasks run, which ready task starts next. Ids are those of the graph; *units*: milliseconds of the run's clock. */
export interface Dispatcher {
  /** Largest bottom level first, ties by id: compares two ids, as `Array.prototype.sort` wants it. Unknown ids come last. */
  compare(a: string, b: string): number;
  /**
   * The ready task to start now; undefined where every one of them is held back until a running task ends. `ready` must be
   * sorted by `compare`, and `start` be told of the task before the next question.
   */
  next(ready: readonly string[], nowMs: number): string | undefined;
  /** Told once when a task starts: from now on it holds its resources. */
  start(id: string, nowMs: number): void;
  /** Told once when a task has ended, however it ended, or will never start. Unknown ids are passed over. */
  finish(id: string): void;
  /** Ids of the tasks that were held back at least once so far, sorted. */
  heldBack(): readonly string[];
}
