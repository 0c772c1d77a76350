import { at } from '../../graph/at.js';
import type { TaskGraph } from '../../graph/task-graph.js';
import type { MeasuredTask } from './measured-run.js';

/** No task. */
export const NO_TASK = -1;

/** A measured run by task index. *Units*: whole milliseconds. */
export interface MeasuredTimes {
  /** The tasks that were measured. */
  readonly tasks: readonly number[];
  readonly start: Float64Array;
  /** NaN: not measured. */
  readonly finish: Float64Array;
  /** How long each kept a worker and what else it needs: 0 where it was restored, or not measured. */
  readonly busy: Float64Array;
  /** 1 for tasks that ran alone. */
  readonly alone: Uint8Array;
  /** Of two tasks, either of which may be `NO_TASK`, the one that ended later; of two that ended together the smaller id. */
  readonly later: (a: number, b: number) => number;
}

/** Times by task index; milestones take none, and what the graph does not know is left out. *Complexity*: linear. */
export function measuredTimes(graph: TaskGraph, measured: readonly MeasuredTask[]): MeasuredTimes {
  const { size, indexOf, isMilestone, idRanks } = graph;
  const start = new Float64Array(size);
  const finish = new Float64Array(size).fill(NaN);
  const busy = new Float64Array(size);
  const alone = new Uint8Array(size);
  const tasks = new Set<number>();
  for (const { id, startMs, finishMs, restored, alone: isAlone } of measured) {
    const task = indexOf.get(id);
    if (task === undefined || isMilestone[task]) continue;
    tasks.add(task);
    const from = Math.round(startMs);
    const to = Math.max(from, Math.round(finishMs)); // a clock may be set back
    start[task] = from;
    finish[task] = to;
    busy[task] = restored ? 0 : to - from;
    alone[task] = isAlone ? 1 : 0;
  }
  const later = (a: number, b: number): number => {
    if (a === NO_TASK || b === NO_TASK) return Math.max(a, b);
    const difference = at(finish, a) - at(finish, b) || at(idRanks, b) - at(idRanks, a);
    return difference < 0 ? b : a;
  };
  return { tasks: [...tasks], start, finish, busy, alone, later };
}
