import { compareDiagnostics, type Plan, type PlanTask } from '@nx-crest/core';
import type { Reading } from '../fields/object-fields.js';
import { readBlocks } from '../markdown/read-blocks.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { readBody } from './body.js';
import { readTask, statesDependencies } from './read-task.js';
import { readPlanHead } from './read-todos.js';

const EXPLICIT_POLICY = 'only the dependencies that todos name count; order implies nothing';
const ORDER_POLICY = 'no todo names a dependency: each waits for the one before it';

/** Reads a Cursor plan: the `todos` of its front matter. *Complexity*: linear in the text. */
export function parseCursorPlan(source: SourceText): ParsedDocument {
  const head = readPlanHead(source);
  const reading: Reading = { source, diagnostics: [...head.diagnostics] };
  const read = head.todos.flatMap((_, index) => readTask(reading, head, index) ?? []);
  const isExplicit = head.todos.some(statesDependencies);
  const tasks = isExplicit ? read : read.map((task, index) => behind(task, read[index - 1]));
  const { notTasks, waves } = readBody(source, head.idOf);
  const title = head.name ?? readBlocks(source).headings.find(({ level }) => level === 1)?.text;
  const plan: Plan = {
    format: 'cursor-plan',
    path: source.path,
    ...(title === undefined ? {} : { title }),
    tasks,
    groups: [],
    notTasks,
    waves,
    orderPolicy: isExplicit ? EXPLICIT_POLICY : ORDER_POLICY,
  };
  return { plans: [plan], diagnostics: reading.diagnostics.sort(compareDiagnostics) };
}

function behind(task: PlanTask, before: PlanTask | undefined): PlanTask {
  if (!before) return task;
  return { ...task, dependencies: [{ on: before.id, origin: 'order', span: task.span }] };
}
