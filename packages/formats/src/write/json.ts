import type { Plan, PlanTask } from '@nx-crest/core';
import type { PlanWriter, WritablePlan } from './plan-writer.js';

/** All of a plan, as JSON (`nx-crest/schemas/planning-document.schema.json`): what `crest-plan` reads back. */
export const jsonWriter: PlanWriter = {
  name: 'json',
  readBy: 'crest-plan',
  fileName: 'crest-plan.json',
  write(writable) {
    const { plan } = writable;
    const content = {
      crestPlan: 1,
      ...(plan.title === undefined ? {} : { title: plan.title }),
      orderPolicy: plan.orderPolicy,
      tasks: writable.tasks.map((task) => entryOf(task, writable)),
      groups: groupsOf(plan),
      outside: (plan.outside ?? []).map(({ span: _, ...outside }) => outside),
    };
    return { text: `${JSON.stringify(content, undefined, 2)}\n`, lost: [] };
  },
};

function entryOf(task: PlanTask, plan: WritablePlan) {
  const { id, title, status, optional, parallel, labels, files, assignee, estimate, details } = task;
  const { pert } = estimate ?? {};
  return {
    id,
    title,
    status,
    dependsOn: plan.dependenciesOf(id).map(({ on, origin }) => (origin === 'explicit' ? on : { id: on, origin })),
    ...(optional ? { optional } : {}),
    ...(parallel ? { parallel } : {}),
    ...(estimate ? { estimateMs: pert ? [pert.optimisticMs, pert.likelyMs, pert.pessimisticMs] : estimate.ms } : {}),
    ...(assignee === undefined ? {} : { assignee }),
    ...(labels.length > 0 ? { labels } : {}),
    ...(files.length > 0 ? { files: [...new Set(files.map(({ path }) => path))] } : {}),
    ...(details === undefined ? {} : { details }),
  };
}

/** Groups that hold tasks together; joints are no more than the dependencies that are written already. */
function groupsOf(plan: Plan) {
  const kept = plan.groups.filter(({ kind }) => kind === 'group');
  const ids = new Set([...plan.tasks, ...kept].map(({ id }) => id));
  return kept.map(({ id, title, members, status }) => ({
    id,
    title,
    members: members.filter((member) => ids.has(member)),
    ...(status === undefined ? {} : { status }),
  }));
}
