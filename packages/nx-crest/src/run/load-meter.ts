import type { CpuInfo } from 'node:os';

/** The machine, as far as the meter sees it. */
export interface LoadMeterOptions {
  /** `os.cpus`. */
  readonly readCpus: () => readonly Pick<CpuInfo, 'times'>[];
  /** A monotonic clock: `performance.now`. */
  readonly now: () => number;
  /** `availableParallelism()`. Where it is not the number of CPUs (a container), these are not ours, and nothing is measured. */
  readonly cores: number;
  /** What is known from earlier runs, by task id. */
  readonly known: ReadonlyMap<string, number>;
}

/** Measures how many cores tasks keep busy while they run. */
export interface LoadMeter {
  started(id: string): void;
  ended(id: string): void;
  /** Cores in tenths; undefined where the task ran too short, was never seen, or the machine cannot be read. */
  cpuCores(id: string): number | undefined;
  /** Ends the timer; what was measured stays. */
  stop(): void;
}

export function loadMeter(_options: LoadMeterOptions): LoadMeter {
  return { started: () => undefined, ended: () => undefined, cpuCores: () => undefined, stop: () => undefined };
}
