import { boxCensus } from '../checkbox/census.js';
import type { PlanFormat, StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { statusOfText } from '../status-text/status-of-text.js';
import { wordForStatus } from '../status-text/word-for-status.js';
import { guideTasks, parseParallelGuide } from './parse.js';
import { readGuide } from './read-guide.js';
import { readStreams } from './read-streams.js';

function matchesContent(source: SourceText): number {
  const { text } = source;
  if (!/\bparallel/i.test(text) || !/\b(?:developer|dev|agent|stream|group|worker|track)\s+[A-Z\d]/i.test(text))
    return 0;
  const { tIds, numbered } = boxCensus(text);
  if (tIds + numbered > 0) return 0; // a list with ids, whoever it is handed out to
  const streams = readStreams(source).length;
  const lines = readGuide(source);
  const owners = new Set(lines.flatMap(({ owner }) => owner ?? []));
  const groups = new Set(lines.flatMap(({ group }) => group?.title ?? []));
  if (streams < 2 && owners.size + groups.size < 3) return 0;
  return 0.58;
}

/** The edit of the text behind `**Status**:` below a heading that hands out work. */
function editStatus(source: SourceText, change: StatusChange): StatusEdit {
  const streams = readStreams(source);
  const task = guideTasks(streams, readGuide(source)).tasks.find(({ id }) => id === change.taskId);
  if (!task || change.tag !== undefined) return { kind: 'refused', reason: `the guide has no task "${change.taskId}"` };
  const field = task.stream?.status;
  if (!field) return { kind: 'refused', reason: 'the guide does not say its status' };
  if ((statusOfText(field.text) ?? 'todo') === change.status) return { kind: 'unchanged' };
  const used = streams.map(({ status }) => status?.text ?? '');
  return {
    kind: 'edit',
    edit: { start: field.start, end: field.end, text: wordForStatus(change.status, used, field.text) },
  };
}

/** Guides that hand out a list of tasks to developers, agents or streams. */
export const parallelGuide: PlanFormat = {
  name: 'parallel-guide',
  title: 'guides to parallel work',
  // Any text may be such a guide: they are listed by name.
  matchesPath: () => false,
  matchesContent,
  parse: parseParallelGuide,
  editStatus,
};
