import type { Milliseconds } from '../../model/duration.js';
import type { Moves } from './measure-moves.js';

/** Why one task starts when it does now: the end of which task it has to wait for, or need not wait for any more. */
export type ChangeReason =
  | { readonly kind: 'dependency'; readonly on: string }
  | { readonly kind: 'mutex'; readonly on: string; readonly mutex: string }
  | { readonly kind: 'resource'; readonly on: string; readonly resource: string }
  | { readonly kind: 'worker'; readonly on: string; readonly worker: number }
  /** It waited for `on`, which ends earlier now, or somewhere else, or not at all; or it need not wait for that any more. */
  | { readonly kind: 'freed'; readonly on: string }
  /** Its worker is not there any more. */
  | { readonly kind: 'gone'; readonly worker: number };

/**
 * Where a chain of reasons begins. `longer`, `shorter`: the task takes (or took) so much more or less than planned; `late`,
 * `early`: it began so much later or earlier, and nothing that is known made it; `dependency`: it waits for `on` since the
 * document changed.
 */
export type RootCause =
  | { readonly kind: 'longer' | 'shorter' | 'late' | 'early'; readonly id: string; readonly ms: Milliseconds }
  | { readonly kind: 'failed' | 'added' | 'removed'; readonly id: string }
  | { readonly kind: 'dependency'; readonly id: string; readonly on: string };

/** When and with whom. *Units*: milliseconds from the start of the plan. */
export interface Placement {
  readonly start: number;
  readonly finish: number;
  /** -1 where nobody is needed. */
  readonly worker: number;
}

/** What became of one task. */
export interface TaskChange {
  readonly id: string;
  readonly kind: 'shifted' | 'moved' | 'added' | 'removed';
  /** Missing for what is added. */
  readonly from?: Placement;
  /** Missing for what is removed. */
  readonly to?: Placement;
  /** Missing where nothing forces it: the schedule was made so. */
  readonly because?: ChangeReason;
}

/** All that has one cause. */
export interface DiffGroup {
  /** Missing for what the new order of the schedule brings about. */
  readonly cause?: RootCause;
  /** In the order in which the tasks start. */
  readonly changes: readonly TaskChange[];
}

/** What is different in a plan, and why. */
export interface ScheduleDiff {
  readonly makespan: { readonly before: Milliseconds; readonly after: Milliseconds };
  readonly moves: Moves;
  /** The cause of most changes first, what has no cause last. */
  readonly groups: readonly DiffGroup[];
}
