import { compareDiagnostics } from '@nx-crest/core';
import type { Plan } from '@nx-crest/core';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import type { Reading } from '../fields/object-fields.js';
import { readDocument } from './read-document.js';
import type { TagEntries } from './read-document.js';
import { readGroup, readTask } from './read-task.js';

const ORDER_POLICY = 'only the "dependencies" of each entry count; order implies nothing';

/** Reads a Task Master file: one plan per tag. *Complexity*: linear in the text. */
export function parseTaskMaster(source: SourceText): ParsedDocument {
  const { tags, diagnostics } = readDocument(source);
  const reading: Reading = { source, diagnostics: [...diagnostics] };
  const plans = tags.map((tag) => readPlan(reading, tag));
  return { plans, diagnostics: reading.diagnostics.sort(compareDiagnostics) };
}

function readPlan(reading: Reading, tag: TagEntries): Plan {
  const leaves = tag.entries.filter((entry) => entry.children.length === 0);
  const parents = tag.entries.filter((entry) => entry.children.length > 0);
  return {
    format: 'task-master',
    path: reading.source.path,
    ...(tag.tag === undefined ? {} : { tag: tag.tag }),
    ...(tag.span ? { span: tag.span } : {}),
    tasks: leaves.map((entry) => readTask(reading, tag, entry)),
    groups: parents.map((entry) => readGroup(reading, tag, entry)),
    notTasks: [],
    waves: [],
    orderPolicy: ORDER_POLICY,
  };
}
