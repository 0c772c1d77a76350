import type { ReportSchedule, ReportTask } from './plan-report.js';

/**
 * How many pairs of tasks the schedule runs at the same time although they name the same file. When they are executed,
 * one of each pair waits for the other.
 *
 * *Complexity*: `O(V log V)` for the order, and one step for each file that a task names and each pair.
 */
export function countFileConflicts(
  tasks: readonly Pick<ReportTask, 'id' | 'resources'>[],
  slots: ReportSchedule['slots'],
): number {
  const filesOf = new Map(tasks.map(({ id, resources }) => [id, resources]));
  const naming = slots.filter(({ id }) => (filesOf.get(id) ?? []).length > 0);
  const byStart = naming.toSorted((a, b) => a.startMs - b.startMs);
  const byFinish = naming.toSorted((a, b) => a.finishMs - b.finishMs);
  const running = new Map<string, Set<string>>();
  let finished = 0;
  let pairs = 0;
  for (const { id, startMs } of byStart) {
    for (let slot = byFinish[finished]; slot && slot.finishMs <= startMs; slot = byFinish[++finished]) {
      for (const file of filesOf.get(slot.id) ?? []) running.get(file)?.delete(slot.id);
    }
    const files = filesOf.get(id) ?? [];
    pairs += sizeOfUnion(files.flatMap((file) => running.get(file) ?? []));
    for (const file of files) running.set(file, (running.get(file) ?? new Set()).add(id));
  }
  return pairs;
}

function sizeOfUnion(sets: readonly ReadonlySet<string>[]): number {
  const [first, ...others] = sets;
  // Mostly one file: nothing to unite.
  if (first && others.length === 0) return first.size;
  return new Set(sets.flatMap((set) => [...set])).size;
}
