/** What is known about a run when its process ends. */
export interface RunEnd {
  /** What Nx ended the process with. */
  readonly code: number;
  /** The signal that stopped the run. */
  readonly signal?: NodeJS.Signals | undefined;
  /** Some task has failed. */
  readonly failed: boolean;
  /** Some task neither ran nor was skipped. */
  readonly unended: boolean;
}

const SIGNAL_NUMBERS: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * What the process ends with: 1 where a task has failed (Nx 22 and 23 say 130 where others were skipped for that), 128 + n
 * where signal n stopped the run (Nx says 130 for every signal), 1 where Nx ends well without having run everything. Else
 * what Nx says.
 */
export function exitCodeOf({ code, signal, failed, unended }: RunEnd): number {
  const signalNumber = signal && SIGNAL_NUMBERS[signal];
  if (signalNumber !== undefined && (code !== 0 || unended)) return 128 + signalNumber;
  if (code === 0) return unended ? 1 : 0;
  return failed ? 1 : code;
}
