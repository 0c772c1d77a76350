import type { PlanTask, TaskStatus } from '@nx-crest/core';
import { hoursText } from './hours.js';
import { lostFields } from './lost-fields.js';
import { oneLine } from './one-line.js';
import type { PlanWriter, WritablePlan } from './plan-writer.js';

const BOX: Readonly<Record<TaskStatus, string>> = {
  todo: ' ',
  'in-progress': '-',
  blocked: ' ',
  done: 'X',
  deferred: '~',
  cancelled: '~',
};

/**
 * `tasks.md` of spec-kit, in one phase, each task `[P]` with its dependencies written out: so nothing is implied by
 * order. Ids that spec-kit would not take are numbered anew.
 */
export const specKitWriter: PlanWriter = {
  name: 'spec-kit',
  readBy: 'spec-kit',
  fileName: 'tasks.md',
  write(writable) {
    const { plan, tasks } = writable;
    const keep = tasks.every(({ id }) => /^T\d{3,}[a-z]?$/.test(id));
    const digits = Math.max(3, String(tasks.length).length);
    const idOf = new Map(tasks.map(({ id }, index) => [id, keep ? id : `T${String(index + 1).padStart(digits, '0')}`]));
    const lines = tasks.flatMap((task) => taskLines(task, writable, idOf));
    const title = oneLine(plan.title ?? plan.path);
    const carried = ['estimates', 'ranges of estimates', 'labels', 'files', 'details', 'status "in-progress"'] as const;
    return {
      text: [`# Tasks: ${title}`, '', '## Phase 1: Tasks', '', ...lines, ''].join('\n'),
      lost: lostFields(writable, [...carried, 'status "cancelled"', 'marks of optional tasks']),
      ...(keep ? {} : { renamed: idOf }),
    };
  },
};

function taskLines(task: PlanTask, plan: WritablePlan, idOf: ReadonlyMap<string, string>): readonly string[] {
  const { id, title, status, optional, labels, files, estimate, details } = task;
  const on = plan.dependenciesOf(id).map((one) => idOf.get(one.on) ?? one.on);
  const marks = labels.filter((label) => /^[A-Z][\w.+#-]{0,31}$/.test(label)).map((label) => `[${label}]`);
  const text = oneLine(title);
  const named = files.map(({ path }) => path).filter((path) => !text.includes(path) && !(details ?? '').includes(path));
  const head = [
    `- [${BOX[status]}]${optional ? '*' : ''}`,
    idOf.get(id) ?? id,
    '[P]',
    ...marks,
    text,
    ...(named.length > 0 ? [`in ${[...new Set(named)].map((path) => `\`${path}\``).join(', ')}`] : []),
    ...(on.length > 0 ? [`(depends on ${on.join(', ')})`] : []),
    ...(estimate ? [`(${hoursText(estimate)})`] : []),
  ].join(' ');
  // Quoted, so that no line of it is a box, heading or fence of this list.
  const quoted = (details ?? '').split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  return [head, ...quoted.map((line) => `  > ${line.trim()}`)];
}
