import { MINUTE, uniqueIds, type PlanTask, type TaskStatus } from '@nx-crest/core';
import { lostFields } from './lost-fields.js';
import { oneLine } from './one-line.js';
import type { PlanWriter, WritablePlan } from './plan-writer.js';

const WORD: Readonly<Record<TaskStatus, string>> = {
  todo: 'open',
  'in-progress': 'in_progress',
  blocked: 'blocked',
  done: 'closed',
  deferred: 'deferred',
  cancelled: 'deferred',
};

/** `issues.jsonl` of beads: one line a task, each dependency of type `blocks`. */
export const beadsWriter: PlanWriter = {
  name: 'beads',
  readBy: 'beads',
  fileName: 'issues.jsonl',
  write(writable) {
    const { tasks } = writable;
    const keep = tasks.every(({ id }) => /^[a-z][a-z0-9]*-[a-z0-9]+$/.test(id));
    // A dot would make a part of another issue, and letters count without case.
    const { ids } = uniqueIds(tasks.map(({ id }) => (keep ? id : `crest-${id.toLowerCase().replaceAll('.', '-')}`)));
    const idOf = new Map(tasks.map(({ id }, index) => [id, ids[index] ?? id]));
    const text = tasks.map((task) => `${JSON.stringify(issueOf(task, writable, idOf))}\n`).join('');
    const statuses = ['in-progress', 'blocked', 'deferred'] as const;
    return {
      text,
      lost: lostFields(writable, [
        ...(['estimates', 'assignees', 'labels', 'details'] as const),
        ...statuses.map((word) => `status "${word}"` as const),
      ]),
      ...(keep ? {} : { renamed: idOf }),
    };
  },
};

function issueOf(task: PlanTask, plan: WritablePlan, idOf: ReadonlyMap<string, string>) {
  const { title, status, labels, estimate, assignee, details } = task;
  const id = idOf.get(task.id) ?? task.id;
  const dependencies = plan.dependenciesOf(task.id).map(({ on }) => ({
    issue_id: id,
    depends_on_id: idOf.get(on) ?? on,
    type: 'blocks',
  }));
  return {
    id,
    title: oneLine(title),
    ...(details === undefined ? {} : { description: details }),
    status: WORD[status],
    priority: 2,
    issue_type: 'task',
    ...(assignee === undefined ? {} : { assignee }),
    ...(labels.length > 0 ? { labels } : {}),
    ...(estimate ? { estimated_minutes: Math.max(1, Math.round(estimate.ms / MINUTE)) } : {}),
    ...(dependencies.length > 0 ? { dependencies } : {}),
  };
}
