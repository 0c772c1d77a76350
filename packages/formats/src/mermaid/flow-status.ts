import type { TaskStatus } from '@nx-crest/core';
import { statusOfText } from '../status-text/status-of-text.js';
import type { ChartNode } from './read-flowchart.js';

/** Names of classes that say a status. */
const FLOW_WORDS: Readonly<Record<string, TaskStatus>> = {
  todo: 'todo',
  pending: 'todo',
  active: 'in-progress',
  inprogress: 'in-progress',
  wip: 'in-progress',
  current: 'in-progress',
  blocked: 'blocked',
  done: 'done',
  complete: 'done',
  completed: 'done',
  finished: 'done',
  deferred: 'deferred',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  skipped: 'cancelled',
};

/** The status that a class names; upper case, `-` and `_` aside. */
export function statusOfClass(name: string): TaskStatus | undefined {
  const word = name.toLowerCase().replace(/[-_]/g, '');
  return Object.hasOwn(FLOW_WORDS, word) ? FLOW_WORDS[word] : undefined;
}

/** What a node's class says, else a sign (`✅`) or box at an end of its label. */
export function flowStatus(node: ChartNode): TaskStatus | undefined {
  const named = node.style && statusOfClass(node.style.text);
  if (named) return named;
  const label = node.label?.text.trim() ?? '';
  const ends = /^(?:\[.\]|[^\p{L}\p{N}\s])\uFE0F?|(?:\[.\]|[^\p{L}\p{N}\s()[\]{}.,!?])\uFE0F?$/u.exec(label)?.[0];
  return ends === undefined ? undefined : statusOfText(ends);
}
