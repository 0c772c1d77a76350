import { hours } from './hours.js';
import { lostFields } from './lost-fields.js';
import type { PlanWriter } from './plan-writer.js';

const COLUMNS =
  'id,title,status,depends_on,estimate_hours,optimistic_hours,pessimistic_hours,assignee,labels,files,group,optional,parallel,details';

/** A table for a spreadsheet, as RFC 4180 has it; lists inside a cell are separated by blanks. */
export const csvWriter: PlanWriter = {
  name: 'csv',
  fileName: 'plan.csv',
  write(writable) {
    const rows = writable.tasks.map(({ id, title, status, estimate, assignee, labels, files, ...task }) => [
      id,
      title,
      status,
      writable
        .dependenciesOf(id)
        .map(({ on }) => on)
        .join(' '),
      estimate ? hours(estimate.ms) : '',
      estimate?.pert ? hours(estimate.pert.optimisticMs) : '',
      estimate?.pert ? hours(estimate.pert.pessimisticMs) : '',
      assignee ?? '',
      labels.join(' '),
      [...new Set(files.map(({ path }) => path))].join(' '),
      writable.groupsOf(id).join(' / '),
      task.optional ? 'yes' : '',
      task.parallel ? 'yes' : '',
      task.details ?? '',
    ]);
    const text = [COLUMNS, ...rows.map((row) => row.map(cell).join(','))].map((line) => `${line}\r\n`).join('');
    const all = ['estimates', 'ranges of estimates', 'assignees', 'labels', 'files', 'groups', 'details'] as const;
    const marks = ['marks of optional tasks', 'marks of parallel tasks'] as const;
    const statuses = ['in-progress', 'blocked', 'deferred', 'cancelled'] as const;
    return {
      text,
      lost: lostFields(writable, [...all, ...marks, ...statuses.map((word) => `status "${word}"` as const)]),
    };
  },
};

/** A cell that a spreadsheet would run as a formula begins with a quote mark. */
function cell(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
