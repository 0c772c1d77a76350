import {
  compareDiagnostics,
  type Diagnostic,
  type FileMention,
  type NotTask,
  type Plan,
  type PlanTask,
} from '@nx-crest/core';
import type { Reading } from '../fields/object-fields.js';
import { assignIds } from '../ids/assign-ids.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { wordOf, wordsOf } from '../task-file/read-fields.js';
import { bodyOf } from '../task-file/read-task-file.js';
import { readEpicFile, type EpicFile } from './read-file.js';
import { readLinks } from './read-links.js';
import { writtenId } from './task-id.js';

const ORDER_POLICY =
  'only "depends_on" orders tasks; numbers and "parallel" imply nothing, and tasks that conflict run in either order, never at once';

/** The folder of an epic. */
const EPIC_FOLDER = /^(?:.*\/)?\.claude\/epics\/[^/]+(?=\/)/;

/** Reads one task file. What it waits for lies outside. *Complexity*: linear. */
export function parseCcpm(source: SourceText): ParsedDocument {
  return readPlan([source], source.path, false);
}

/** Reads all files of an epic as one plan. *Complexity*: linear. */
export function parseCcpmTogether(sources: readonly SourceText[]): ParsedDocument {
  const path = sources[0]?.path.replaceAll('\\', '/') ?? '';
  return readPlan(sources, EPIC_FOLDER.exec(path)?.[0] ?? path, true);
}

function readPlan(sources: readonly SourceText[], path: string, whole: boolean): ParsedDocument {
  const files = sources.map((source) => readEpicFile(source));
  const tasks = files.filter(({ reason }) => reason === undefined);
  const claims = tasks.map((task) => ({
    written: writtenId(task),
    title: task.title,
    span: task.file.source.lineSpan(1),
  }));
  const { ids, diagnostics } = assignIds(claims);
  const links = readLinks(tasks, ids, whole);
  const title = files.find(({ reason }) => reason === 'the epic itself')?.title;
  const plan: Plan = {
    format: 'ccpm',
    path,
    ...(title === undefined ? {} : { title }),
    tasks: tasks.map((task, index): PlanTask => {
      const dependencies = links.dependencies[index] ?? [];
      return readTask(task, { id: ids[index] ?? '', dependencies, locks: links.locks[index] ?? [] });
    }),
    groups: [],
    notTasks: files.flatMap((file) => notTasksOf(file)),
    waves: [],
    orderPolicy: ORDER_POLICY,
    ...(links.outside.length > 0 ? { outside: links.outside } : {}),
  };
  const all: readonly Diagnostic[] = [
    ...files.flatMap((file) => file.diagnostics),
    ...diagnostics,
    ...links.diagnostics,
  ];
  return { plans: [plan], diagnostics: [...all].sort(compareDiagnostics) };
}

function notTasksOf({ file, reason }: EpicFile): readonly NotTask[] {
  // The boxes of a task are criteria: parts of its details, which nobody takes for tasks.
  if (reason === undefined) return [];
  return [{ span: file.source.lineSpan(1), reason }, ...file.notTasks];
}

interface TaskParts extends Pick<PlanTask, 'id' | 'dependencies'> {
  readonly locks: readonly FileMention[];
}

function readTask({ file, title, status, parallel, estimate }: EpicFile, parts: TaskParts): PlanTask {
  const { source, fields } = file;
  const reading: Reading = { source, diagnostics: [] };
  const assignee = wordOf(fields, 'assignee') || wordOf(fields, 'assigned_to');
  const details = bodyOf(file);
  const files = wordsOf(reading, fields, 'files').map(({ word, span }): FileMention => ({ path: word, span }));
  const labels = ['labels', 'priority', 'phase', 'complexity'].flatMap((name) =>
    wordsOf(reading, fields, name).map(({ word }) => (name === 'phase' ? `phase ${word}` : word)),
  );
  const task: PlanTask = {
    id: parts.id,
    title,
    status,
    span: source.spanAt(0, source.text.length),
    optional: false,
    parallel,
    dependencies: parts.dependencies,
    files: [...files, ...parts.locks],
    labels: [...new Set(labels)],
  };
  return Object.assign(task, assignee && { assignee }, estimate && { estimate }, details && { details });
}
