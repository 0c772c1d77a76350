import type { Dispatcher } from '@nx-crest/core';
import type { RunnerHooks, RunStatus } from './runner-hooks.js';

/** What the gate needs from outside. */
export interface GateSetup {
  readonly hooks: Pick<RunnerHooks, 'started' | 'ended'>;
  /** Makes Nx ask for tasks again: it does not poll, and ends with exit code 0 where nobody wakes it. */
  readonly wake: () => void;
  /** *Units*: as `Date.now()`. */
  readonly now: () => number;
  /** Something of ours has failed: from now on the order is Nx's own. */
  readonly gaveUp: (error: unknown) => void;
  /** A task was started although it was held back, because nothing else ran. */
  readonly forced: (id: string) => void;
}

/** How one task ended. */
export interface GateResult {
  readonly id: string;
  readonly status: RunStatus;
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
}

/** How often Nx is made to ask again while a task is held back. *Units*: milliseconds. */
const WAKE_MS = 250;

/**
 * So long a task may be held back while nothing runs that could let it go: a server that is being stopped has half of it.
 * *Units*: milliseconds.
 */
const PATIENCE_MS = 10_000;

/**
 * Decides which ready task starts next, and tells who wants to know what starts and ends. Without a dispatcher it decides
 * nothing. Errors of ours never reach Nx: they end the dispatcher, not the run.
 */
export class TaskGate {
  readonly #setup: GateSetup;
  #dispatcher: Dispatcher | undefined;
  /** Ids of what runs and will end by itself: servers do not. */
  readonly #running = new Set<string>();
  readonly #started = new Set<string>();
  readonly #ended = new Set<string>();
  #idleSinceMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failed = false;

  constructor(setup: GateSetup) {
    this.#setup = setup;
  }

  /** Whether some task has failed. */
  get failed(): boolean {
    return this.#failed;
  }

  /** From now on this one decides. */
  follow(dispatcher: Dispatcher): void {
    this.#dispatcher = dispatcher;
  }

  /** Whether Nx has started it: what it has only scheduled may be held back. */
  hasStarted(id: string): boolean {
    return this.#started.has(id);
  }

  hasEnded(id: string): boolean {
    return this.#ended.has(id);
  }

  /** Sorts ready tasks in place. *Returns* whether it did. */
  sort(ids: string[]): boolean {
    const dispatcher = this.#dispatcher;
    if (!dispatcher) return false;
    this.#safely(() => ids.sort((a, b) => dispatcher.compare(a, b)));
    return this.#dispatcher !== undefined;
  }

  /**
   * The ready task to start now; undefined where there is none, or where all are held back: then Nx is woken until one may
   * start. `ready` is in order.
   */
  choose(ready: readonly string[]): string | undefined {
    const [first] = ready;
    const dispatcher = this.#dispatcher;
    if (first === undefined || !dispatcher) return first;
    const atMs = this.#setup.now();
    const next = this.#safely(() => dispatcher.next(ready, atMs));
    if (next !== undefined || this.#dispatcher === undefined) return next ?? first;
    if (this.#isStuck(atMs)) {
      this.#setup.forced(first);
      return first;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#setup.wake();
    }, WAKE_MS);
    return undefined;
  }

  /** These start now. A server (`continuous`) is not waited for; what a batch has left undone Nx starts a second time. */
  start(tasks: readonly { readonly id: string; readonly continuous?: boolean }[]): void {
    const atMs = this.#setup.now();
    this.#idleSinceMs = undefined;
    for (const { id, continuous } of tasks) {
      if (this.#started.has(id)) continue;
      this.#started.add(id);
      if (continuous !== true) this.#running.add(id);
      this.#safely(() => {
        this.#dispatcher?.start(id, atMs);
        this.#setup.hooks.started(id, atMs);
      });
    }
  }

  /** These have ended, or will never start. Nx says some of them twice. */
  end(results: readonly GateResult[]): void {
    for (const { id, status, startMs, endMs } of results) {
      if (this.#ended.has(id)) continue;
      this.#ended.add(id);
      this.#running.delete(id);
      this.#failed ||= status === 'failure';
      this.#safely(() => {
        this.#dispatcher?.finish(id);
        this.#setup.hooks.ended(id, status, startMs, endMs);
      });
    }
  }

  /** The run is over: nobody is to be woken any more. */
  close(): void {
    clearTimeout(this.#timer);
  }

  /** Whether everything has been held back for too long while nothing ran. */
  #isStuck(atMs: number): boolean {
    if (this.#running.size > 0) {
      this.#idleSinceMs = undefined;
      return false;
    }
    this.#idleSinceMs ??= atMs;
    return atMs - this.#idleSinceMs >= PATIENCE_MS;
  }

  #safely<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      this.#dispatcher = undefined;
      this.#setup.gaveUp(error);
      return undefined;
    }
  }
}
