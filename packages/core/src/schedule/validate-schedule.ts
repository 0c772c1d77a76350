import type { SchedulingProblem, TaskNeeds } from './problem/scheduling-problem.js';
import type { Schedule } from './schedule.js';

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
  const ofTasks = rows.flatMap((row) => [...taskViolations(row, workers), ...precedence(row, rows, problem)]);
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

function taskViolations(row: Row, workers: number): ScheduleViolation[] {
  const { id, start, finish, duration, worker } = row;
  const found: ScheduleViolation[] = [];
  const tasks = [row.index];
  if (!(start >= 0) || !Number.isFinite(finish)) {
    found.push({ kind: 'missing', tasks, message: `"${id}" runs from ${start} to ${finish}` });
  } else if (finish !== start + duration) {
    found.push({ kind: 'duration', tasks, message: `"${id}" takes ${finish - start} instead of ${duration}` });
  }
  const bound = row.needs.worker;
  const isPossible = duration > 0 && workers > 0 ? worker >= 0 && worker < workers : worker === -1;
  if (!isPossible) {
    found.push({ kind: 'worker', tasks, message: `"${id}" is on worker ${worker} of ${workers}` });
  } else if (bound !== undefined && worker !== -1 && worker !== bound) {
    found.push({ kind: 'worker', tasks, message: `"${id}" is on worker ${worker}, but bound to ${bound}` });
  }
  if (row.needs.running && duration > 0 && start !== 0) {
    found.push({ kind: 'running', tasks, message: `"${id}" is running, but starts at ${start}` });
  }
  return found;
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
    .filter((row) => row.worker !== -1)
    .sort((a, b) => a.worker - b.worker || a.start - b.start || a.index - b.index);
  return busy.flatMap((row, position) => {
    const before = busy[position - 1];
    if (!before || before.worker !== row.worker || before.finish <= row.start) return [];
    const message = `worker ${row.worker} has "${row.id}" from ${row.start} and "${before.id}" until ${before.finish}`;
    return [{ kind: 'overlap' as const, tasks: [before.index, row.index], message }];
  });
}

/** Moments at which more is taken of a resource, or of a mutex, than there is; each resource is told once. */
function overloads(rows: readonly Row[], { resources }: SchedulingProblem): ScheduleViolation[] {
  const takers = new Map<string, { readonly row: Row; readonly amount: number }[]>();
  const note = (key: string, row: Row, amount: number): void => {
    const known = takers.get(key) ?? [];
    takers.set(key, known);
    known.push({ row, amount });
  };
  for (const row of rows.filter(({ duration }) => duration > 0)) {
    for (const { resource, amount } of row.needs.demands ?? []) note(`resource "${resource}"`, row, amount);
    for (const mutex of new Set(row.needs.mutexes)) note(`mutex "${mutex}"`, row, 1);
  }
  const capacities = new Map(resources.map(({ name, capacity }) => [`resource "${name}"`, capacity]));
  return [...takers].flatMap(([key, taking]) => {
    const capacity = capacities.get(key) ?? (key.startsWith('mutex') ? 1 : 0);
    const events = taking.flatMap(({ row, amount }) => [
      { at: row.start, change: amount, index: row.index },
      { at: row.finish, change: -amount, index: row.index },
    ]);
    events.sort((a, b) => a.at - b.at || a.change - b.change || a.index - b.index); // what is given back can be taken again
    let taken = 0;
    const over = events.find(({ change }) => (taken += change) > capacity);
    if (!over) return [];
    const tasks = taking.filter(({ row }) => row.start <= over.at && over.at < row.finish).map(({ row }) => row.index);
    return [
      { kind: 'resource' as const, tasks, message: `${taken} of ${key} at ${over.at}, but there are ${capacity}` },
    ];
  });
}
