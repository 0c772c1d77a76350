import { NO_WORKER } from '../schedule.js';
import type { CompiledProblem } from '../problem/compile-problem.js';
import { PriorityQueue } from '../priority-queue.js';

/**
 * Workers for tasks whose times are known: each gets the lowest-numbered worker that is free when it starts; running tasks
 * keep theirs. Never more workers than the problem has, because no moment has more tasks.
 *
 * *Ties*: of tasks that start together the smaller id takes the lower number. *Complexity*: `O(V log V)`.
 * *Source*: interval graphs are coloured by start (Gilmore & Hoffman 1964).
 */
export function assignWorkers(compiled: CompiledProblem, start: Float64Array): Int32Array {
  const { size, durations, idRanks, running, boundTo, workers } = compiled;
  const worker = new Int32Array(size).fill(NO_WORKER);
  if (workers === 0) return worker;
  const finish = start.map((time, task) => time + (durations[task] ?? 0));
  const startKey = start.map((time, task) => (running?.[task] === 1 ? -1 : time));
  const starting = new PriorityQueue(startKey, idRanks);
  const busy = new PriorityQueue(finish, idRanks);
  for (let task = 0; task < size; task++) if ((durations[task] ?? 0) > 0) starting.push(task);

  const numbers = Int32Array.from({ length: workers }, (_, number) => number);
  const free = new PriorityQueue(new Float64Array(numbers.length), numbers);
  const kept = new Set(running && boundTo ? boundTo.filter((_, task) => running[task] === 1) : []);
  for (const number of numbers) if (!kept.has(number)) free.push(number);
  for (let task = starting.pop(); task !== undefined; task = starting.pop()) {
    const now = start[task] ?? 0;
    for (let done = busy.peek(); done !== undefined && (finish[done] ?? 0) <= now; done = busy.peek()) {
      busy.pop();
      free.push(worker[done] ?? 0);
    }
    const own = running?.[task] === 1 ? (boundTo?.[task] ?? NO_WORKER) : NO_WORKER;
    worker[task] = own === NO_WORKER ? (free.pop() ?? NO_WORKER) : own;
    busy.push(task);
  }
  return worker;
}
