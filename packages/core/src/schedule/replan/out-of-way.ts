import type { Hold } from '../holds.js';
import type { Placement } from './schedule-diff.js';

/** A task that begins earlier than before. */
interface EarlierTask {
  readonly from: Placement;
  readonly to: Placement;
  /** It waits for the other still, if that held it as a dependency. */
  readonly waits: boolean;
}

/** The task that held it in the old plan. */
interface HoldingTask {
  readonly was: Placement | undefined;
  /** Undefined where it is gone. */
  readonly is: Placement | undefined;
}

/**
 * True where a task owes it to the one that held it that it begins earlier: that one is gone, somewhere else, or need not be
 * waited for. False where it merely went around that one: to another worker, or into a gap before.
 */
export function isOutOfWay(kind: Hold['kind'], { from, to, waits }: EarlierTask, { was, is }: HoldingTask): boolean {
  if (!was || was.finish <= to.start) return false;
  if (!is || !waits) return true;
  if (kind === 'worker' && to.worker !== from.worker) return false;
  if (is.start === was.start && is.finish === was.finish && is.worker === was.worker) return false;
  return kind === 'worker' || is.finish <= to.start || is.start >= to.finish;
}
