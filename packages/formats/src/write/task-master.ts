import type { PlanTask, TaskStatus } from '@nx-crest/core';
import { hoursText } from './hours.js';
import { lostFields } from './lost-fields.js';
import { oneLine } from './one-line.js';
import type { PlanWriter, WritablePlan } from './plan-writer.js';

const WORD: Readonly<Record<TaskStatus, string>> = {
  todo: 'pending',
  'in-progress': 'in-progress',
  blocked: 'blocked',
  done: 'done',
  deferred: 'deferred',
  cancelled: 'cancelled',
};

const PRIORITIES = ['low', 'medium', 'high', 'critical'];

/** `tasks.json` of Task Master, one tag `master`, without subtasks: ids that are not whole numbers are numbered anew. */
export const taskMasterWriter: PlanWriter = {
  name: 'task-master',
  readBy: 'task-master',
  fileName: 'tasks.json',
  write(writable) {
    const { tasks } = writable;
    const keep = tasks.every(({ id }) => /^[1-9]\d{0,8}$/.test(id));
    const idOf = new Map(tasks.map(({ id }, index) => [id, keep ? Number(id) : index + 1]));
    const entries = tasks.map((task) => entryOf(task, writable, idOf));
    const carried = ['estimates', 'ranges of estimates', 'assignees', 'labels', 'files', 'details'] as const;
    const statuses = ['in-progress', 'blocked', 'deferred', 'cancelled'] as const;
    return {
      text: `${JSON.stringify({ master: { tasks: entries, metadata: {} } }, undefined, 2)}\n`,
      lost: lostFields(writable, [...carried, ...statuses.map((word) => `status "${word}"` as const)]),
      ...(keep ? {} : { renamed: new Map([...idOf].map(([id, number]) => [id, String(number)])) }),
    };
  },
};

function entryOf(task: PlanTask, plan: WritablePlan, idOf: ReadonlyMap<string, number>) {
  const { id, title, status, labels, files, estimate, assignee, details } = task;
  const priority = labels.find((label) => PRIORITIES.includes(label));
  const tags = labels.filter((label) => label !== priority);
  return {
    id: idOf.get(id) ?? 0,
    title: oneLine(title),
    description: '',
    status: WORD[status],
    dependencies: plan.dependenciesOf(id).map(({ on }) => idOf.get(on) ?? 0),
    ...(priority === undefined ? {} : { priority }),
    ...(details === undefined ? {} : { details }),
    ...(estimate ? { effort: hoursText(estimate) } : {}),
    ...(assignee === undefined ? {} : { assignee }),
    ...(tags.length > 0 ? { tags } : {}),
    ...(files.length > 0
      ? { relevantFiles: [...new Set(files.map(({ path }) => path))].map((path) => ({ path })) }
      : {}),
  };
}
