import { neighbours, type ChangeReason, type PlannedWork, type ScheduleDiff } from '@nx-crest/core';

/**
 * A diff whose reasons are tasks: in place of a group, phase or wave that is waited for, the task that ends last in it, as
 * people know no joint that a format made.
 *
 * *Ties*: the first in the graph. *Complexity*: for each reason, the groups within the one that is waited for.
 */
export function withTaskReasons(diff: ScheduleDiff, before: PlannedWork, after: PlannedWork): ScheduleDiff {
  const reasonOf = (because: ChangeReason): ChangeReason => {
    if (because.kind !== 'dependency' && because.kind !== 'freed') return because;
    return { ...because, on: lastTask(because.kind === 'freed' ? before : after, because.on) };
  };
  const groups = diff.groups.map(({ cause, changes }) => ({
    ...(cause ? { cause: cause.kind === 'dependency' ? { ...cause, on: lastTask(after, cause.on) } : cause } : {}),
    changes: changes.map((change) => (change.because ? { ...change, because: reasonOf(change.because) } : change)),
  }));
  return { ...diff, groups };
}

function lastTask({ problem: { graph }, schedule }: PlannedWork, id: string): string {
  const finishOf = (index: number): number => schedule.finish[index] ?? 0;
  let last = graph.indexOf.get(id);
  while (last !== undefined && graph.isMilestone[last] === 1) {
    const members = neighbours(graph.predecessors, last);
    last = members.find((one) => members.every((other) => finishOf(other) <= finishOf(one)));
  }
  return (last === undefined ? undefined : graph.ids[last]) ?? id;
}
