/** What really happened to one task. *Units*: milliseconds from the start of the run. */
export interface MeasuredTask {
  readonly id: string;
  readonly startMs: number;
  readonly finishMs: number;
  /** Its result came from the cache: it took no worker and no resource. */
  readonly restored?: boolean;
  /** It ran alone: it took every worker. */
  readonly alone?: boolean;
}

/** Why a task on the binding chain did not start earlier; `start`: it waited for nothing that is known. */
export type WaitedFor = 'start' | 'dependency' | 'worker' | 'resource';

/** One link of the chain that determined when the run ended, first task first. */
export interface BindingLink {
  readonly id: string;
  readonly waitedFor: WaitedFor;
  /** The resource or mutex, where it waited for one. */
  readonly resource?: string;
  readonly startMs: number;
  readonly finishMs: number;
}
