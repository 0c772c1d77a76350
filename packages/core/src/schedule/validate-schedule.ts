import type { TaskGraph } from '../graph/task-graph.js';
import type { Schedule } from './list-schedule.js';

/** One way in which a schedule is not one. `tasks` are indices. */
export interface ScheduleViolation {
  readonly kind: 'missing' | 'duration' | 'worker' | 'precedence' | 'overlap' | 'makespan';
  readonly tasks: readonly number[];
  readonly message: string;
}

/**
 * Everything that is wrong with a schedule; nothing when it is valid: each task is there once, takes its duration, has a
 * worker that exists if it takes time and none if it does not, starts after what it waits for, and no worker does two tasks at once.
 *
 * Shares nothing with the scheduler but the two types, so that it can judge any schedule.
 *
 * *Complexity*: `O(E + V log V)`.
 */
export function validateSchedule(graph: TaskGraph, schedule: Schedule): readonly ScheduleViolation[] {
  const { start, finish, worker } = schedule;
  const sizes = [start.length, finish.length, worker.length];
  if (sizes.some((length) => length !== graph.size)) {
    return [{ kind: 'missing', tasks: [], message: `${graph.size} tasks, but ${sizes.join(', ')} times and workers` }];
  }

  const rows = graph.ids.map((id, index) => ({
    id,
    index,
    start: start[index] ?? NaN,
    finish: finish[index] ?? NaN,
    worker: worker[index] ?? NaN,
    duration: graph.durations[index] ?? NaN,
  }));
  const ofTasks = rows.flatMap((row) => [...taskViolations(row, schedule.workers), ...precedence(row, rows, graph)]);
  const found = [...ofTasks, ...overlaps(rows)];
  const last = rows.reduce((latest, row) => Math.max(latest, row.finish), 0);
  if (last !== schedule.makespan) {
    found.push({
      kind: 'makespan',
      tasks: [],
      message: `makespan ${schedule.makespan}, but the last task ends at ${last}`,
    });
  }
  return found;
}

interface Row {
  readonly id: string;
  readonly index: number;
  readonly start: number;
  readonly finish: number;
  readonly worker: number;
  readonly duration: number;
}

function taskViolations(row: Row, workers: number): ScheduleViolation[] {
  const { id, start, finish, duration, worker } = row;
  const found: ScheduleViolation[] = [];
  const tasks = [row.index];
  if (!(start >= 0) || !Number.isFinite(finish)) {
    found.push({ kind: 'missing', tasks, message: `"${id}" runs from ${start} to ${finish}` });
  } else if (finish !== start + duration) {
    found.push({ kind: 'duration', tasks, message: `"${id}" takes ${finish - start} instead of ${duration}` });
  }
  const isValid = duration > 0 ? worker >= 0 && worker < workers : worker === -1;
  if (!isValid) {
    found.push({ kind: 'worker', tasks, message: `"${id}" is on worker ${worker} of ${workers}` });
  }
  return found;
}

function precedence(row: Row, rows: readonly Row[], graph: TaskGraph): ScheduleViolation[] {
  const { offsets, targets } = graph.predecessors;
  return Array.from(targets.subarray(offsets[row.index], offsets[row.index + 1])).flatMap((predecessor) => {
    const before = rows[predecessor];
    if (!before || before.finish <= row.start) return [];
    const message = `"${row.id}" starts at ${row.start}, but waits for "${before.id}" until ${before.finish}`;
    return [{ kind: 'precedence' as const, tasks: [before.index, row.index], message }];
  });
}

function overlaps(rows: readonly Row[]): ScheduleViolation[] {
  const busy = rows
    .filter((row) => row.worker !== -1)
    .sort((a, b) => a.worker - b.worker || a.start - b.start || a.index - b.index);
  return busy.flatMap((row, position) => {
    const before = busy[position - 1];
    if (!before || before.worker !== row.worker || before.finish <= row.start) return [];
    const message = `worker ${row.worker} has "${row.id}" from ${row.start} and "${before.id}" until ${before.finish}`;
    return [{ kind: 'overlap' as const, tasks: [before.index, row.index], message }];
  });
}
