/** Work that may use several workers. */
export interface Sharable {
  /** How many workers it can use at most; at least 1. */
  readonly most: number;
  /** How long it takes with one worker; what is not known is long. *Units*: ms. */
  readonly estimateMs: number;
}

/**
 * Runs pieces of work, the longest first, so that never more than `workers` workers are busy. A piece gets one worker as long as there are others
 * to start, and what is left over where there are fewer pieces than workers.
 *
 * *Complexity*: O(n log n) for n pieces, without the work itself.
 */
export async function shareWorkers<T extends Sharable>(
  pieces: readonly T[],
  workers: number,
  start: (piece: T, workers: number) => Promise<void>,
): Promise<void> {
  const waiting = [...pieces].sort((a, b) => b.estimateMs - a.estimateMs);
  const running = new Set<Promise<void>>();
  let free = workers;
  while (waiting.length > 0 || running.size > 0) {
    while (free > 0 && waiting.length > 0) {
      const piece = waiting.shift();
      if (!piece) break;
      const share = Math.max(1, Math.min(piece.most, Math.ceil(free / (waiting.length + 1))));
      free -= share;
      const work = start(piece, share).finally(() => {
        free += share;
        running.delete(work);
      });
      running.add(work);
    }
    await Promise.race(running);
  }
}
