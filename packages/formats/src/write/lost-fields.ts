import type { PlanTask } from '@nx-crest/core';
import type { Lost, WritablePlan } from './plan-writer.js';

/** What tasks may have, and a form may have no place for. */
const FIELDS = {
  estimates: (task: PlanTask) => task.estimate !== undefined,
  'ranges of estimates': (task: PlanTask) => task.estimate?.pert !== undefined,
  assignees: (task: PlanTask) => task.assignee !== undefined,
  labels: (task: PlanTask) => task.labels.length > 0,
  files: (task: PlanTask) => task.files.length > 0,
  'marks of optional tasks': (task: PlanTask) => task.optional,
  'marks of parallel tasks': (task: PlanTask) => task.parallel,
  details: (task: PlanTask) => task.details !== undefined,
  'status "in-progress"': (task: PlanTask) => task.status === 'in-progress',
  'status "blocked"': (task: PlanTask) => task.status === 'blocked',
  'status "deferred"': (task: PlanTask) => task.status === 'deferred',
  'status "cancelled"': (task: PlanTask) => task.status === 'cancelled',
} as const;

export type Field = keyof typeof FIELDS | 'groups' | 'reasons of dependencies' | 'dependencies on other plans';

/** What a form that carries only these fields loses of a plan. *Complexity*: linear. */
export function lostFields(writable: WritablePlan, carried: readonly Field[]): readonly Lost[] {
  const { plan, tasks } = writable;
  const has = new Set<string>(carried);
  const lost: Lost[] = [];
  const add = (what: Field, ids: readonly string[]): void => {
    if (!has.has(what) && ids.length > 0) lost.push({ what, ids });
  };
  for (const [what, isSet] of Object.entries(FIELDS)) {
    add(
      what as Field,
      tasks.filter(isSet).map(({ id }) => id),
    ); // the keys of the table above
  }
  add(
    'groups',
    tasks.filter(({ id }) => writable.groupsOf(id).length > 0).map(({ id }) => id),
  );
  const inferred = tasks.filter(({ id }) => writable.dependenciesOf(id).some(({ origin }) => origin !== 'explicit'));
  add(
    'reasons of dependencies',
    inferred.map(({ id }) => id),
  );
  const outside = plan.outside ?? [];
  add('dependencies on other plans', [...new Set(outside.map(({ id }) => id ?? '*'))]);
  return lost;
}
