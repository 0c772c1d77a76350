import { at, itemAt } from '../../graph/at.js';
import { hasBit } from '../../graph/reachability.js';
import type { HeadRule } from './heads-and-tails.js';
import type { ResourceLoad } from './resource-loads.js';

/**
 * A task cannot start before all that it waits for, directly or not, has been done with the capacity there is: for any `t`,
 * not before `t` + the work of those with a head of at least `t` / capacity.
 *
 * ```text
 *   a 2 ──┐                      one worker: d starts at 6,
 *   b 2 ──┼──► d 1               though no path to it is longer than 2
 *   c 2 ──┘
 * ```
 *
 * Bit `j` of row `i` of `ancestors` is set where `i` waits for `j`.
 *
 * *Complexity*: `O(V · n)` in all for a load of `n` tasks. *Source*: the earliest starts of Fernandez & Bussell 1973, with
 * the work of all ancestors.
 */
export function ancestorWork(
  durations: Float64Array,
  loads: readonly ResourceLoad[],
  ancestors: readonly Uint32Array[],
): HeadRule {
  const energy = loads.map(({ tasks, amounts }) => {
    const column = new Float64Array(durations.length);
    for (const [position, task] of tasks.entries()) column[task] = at(amounts, position) * at(durations, task);
    return column;
  });
  const head = new Float64Array(durations.length);
  const seen = loads.map((): number[] => []); // by load: its tasks so far, latest head first

  const finishOfWork = (task: number, load: number): number => {
    const { capacity } = itemAt(loads, load);
    const column = itemAt(energy, load);
    const before = itemAt(ancestors, task);
    let [work, latest] = [0, 0];
    for (const other of itemAt(seen, load)) {
      if (!hasBit(before, other)) continue;
      work += at(column, other);
      latest = Math.max(latest, at(head, other) + Math.ceil(work / capacity));
    }
    return latest;
  };

  return (task, earliest) => {
    let raised = earliest;
    for (const load of loads.keys()) raised = Math.max(raised, finishOfWork(task, load));
    head[task] = raised;
    for (const [load, column] of energy.entries()) if (at(column, task) > 0) insert(itemAt(seen, load), task, head);
    return raised;
  };
}

/** Keeps the latest head first. */
function insert(tasks: number[], task: number, head: Float64Array): void {
  let place = tasks.push(task) - 1;
  while (place > 0 && at(head, itemAt(tasks, place - 1)) < at(head, task)) tasks[place] = itemAt(tasks, --place);
  tasks[place] = task;
}
