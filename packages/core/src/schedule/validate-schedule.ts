import type { SchedulingProblem, TaskNeeds } from './problem/scheduling-problem.js';
import { NO_WORKER, type Schedule } from './schedule.js';

/** One way in which a schedule is not one. `tasks` are indices. */
export interface ScheduleViolation {
  readonly kind: 'missing' | 'duration' | 'worker' | 'running' | 'precedence' | 'overlap' | 'resource' | 'makespan';
  readonly tasks: readonly number[];
  readonly message: string;
}

/**
 * Everything that is wrong with a schedule; nothing when it is valid: each task is there once, takes its duration, starts
 * after what it waits for, has a worker that exists (its own, where it is bound) if tasks need workers and it takes time, and
 * none otherwise; running tasks start at 0; no worker does two tasks at once, no mutex is held twice, and at no moment is
 * more taken of a resource than there is.
 *
 * Shares nothing with the schedulers but the problem as it was stated and the schedule, so that it can judge any.
 *
 * *Complexity*: `O(E + V log V)`, and as much for the needs.
 */
export function validateSchedule(problem: SchedulingProblem, schedule: Schedule): readonly ScheduleViolation[] {
  const { graph, workers = 0 } = problem;
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
    needs: problem.needs.get(index) ?? {},
  }));
  const ofTasks = rows.flatMap((row) => [...times(row), ...ownWorker(row, workers), ...precedence(row, rows, problem)]);
  const found = [...ofTasks, ...overlaps(rows), ...overloads(rows, problem)];
  const last = rows.reduce((latest, row) => Math.max(latest, row.finish), 0);
  if (last !== schedule.makespan) {
    const message = `makespan ${schedule.makespan}, but the last task ends at ${last}`;
    found.push({ kind: 'makespan', tasks: [], message });
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
  readonly needs: TaskNeeds;
}

function times({ id, index, start, finish, duration, needs }: Row): ScheduleViolation[] {
  const tasks = [index];
  if (!(start >= 0) || !Number.isFinite(finish)) {
    return [{ kind: 'missing', tasks, message: `"${id}" runs from ${start} to ${finish}` }];
  }
  if (finish !== start + duration) {
    return [{ kind: 'duration', tasks, message: `"${id}" takes ${finish - start} instead of ${duration}` }];
  }
  if (needs.running && duration > 0 && start !== 0) {
    return [{ kind: 'running', tasks, message: `"${id}" is running, but starts at ${start}` }];
  }
  return [];
}

function ownWorker({ id, index, worker, duration, needs }: Row, workers: number): ScheduleViolation[] {
  const needsNone = duration === 0 || workers === 0;
  if (needsNone ? worker !== NO_WORKER : !(worker >= 0 && worker < workers)) {
    return [{ kind: 'worker', tasks: [index], message: `"${id}" is on worker ${worker} of ${workers}` }];
  }
  if (!needsNone && worker !== (needs.worker ?? worker)) {
    return [
      { kind: 'worker', tasks: [index], message: `"${id}" is on worker ${worker}, but bound to ${needs.worker}` },
    ];
  }
  return [];
}

function precedence(row: Row, rows: readonly Row[], { graph }: SchedulingProblem): ScheduleViolation[] {
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
    .filter((row) => row.worker !== NO_WORKER)
    .sort((a, b) => a.worker - b.worker || a.start - b.start || a.index - b.index);
  return busy.flatMap((row, position) => {
    const before = busy[position - 1];
    if (!before || before.worker !== row.worker || before.finish <= row.start) return [];
    const message = `worker ${row.worker} has "${row.id}" from ${row.start} and "${before.id}" until ${before.finish}`;
    return [{ kind: 'overlap' as const, tasks: [before.index, row.index], message }];
  });
}

/** So much of something, taken as long as a task runs. */
interface Taking {
  readonly row: Row;
  readonly amount: number;
}

function overloads(rows: readonly Row[], { resources }: SchedulingProblem): ScheduleViolation[] {
  const takings = new Map<string, Taking[]>();
  const note = (key: string, taking: Taking): void => {
    const known = takings.get(key) ?? [];
    takings.set(key, known);
    known.push(taking);
  };
  for (const row of rows) {
    for (const { resource, amount } of row.needs.demands ?? []) note(`resource "${resource}"`, { row, amount });
    for (const mutex of new Set(row.needs.mutexes)) note(`mutex "${mutex}"`, { row, amount: 1 });
  }
  const capacities = new Map(resources.map(({ name, capacity }) => [`resource "${name}"`, capacity]));
  return [...takings].flatMap(([key, taken]) =>
    overload(key, taken, capacities.get(key) ?? (key.startsWith('mutex') ? 1 : 0)),
  );
}

/** The first moment at which more of something is taken than there is. */
function overload(key: string, takings: readonly Taking[], capacity: number): ScheduleViolation[] {
  const events = takings.flatMap(({ row, amount }) => [
    { at: row.start, change: amount, index: row.index },
    { at: row.finish, change: -amount, index: row.index },
  ]);
  // What is given back can be taken again, and what takes no time takes nothing.
  events.sort((a, b) => a.at - b.at || a.change - b.change || a.index - b.index);
  let taken = 0;
  const over = events.find(({ change }) => (taken += change) > capacity);
  if (!over) return [];
  const holders = takings.map(({ row }) => row).filter(({ start, finish }) => start <= over.at && over.at < finish);
  const message = `${taken} of ${key} at ${over.at}, but there are ${capacity}`;
  return [{ kind: 'resource', tasks: [...new Set(holders.map(({ index }) => index))], message }];
}
