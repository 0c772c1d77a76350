import {
  compareDiagnostics,
  type Diagnostic,
  type FileMention,
  type NotTask,
  type Plan,
  type PlanGroup,
  type PlanTask,
} from '@nx-crest/core';
import { field, type Reading } from '../fields/object-fields.js';
import { assignIds } from '../ids/assign-ids.js';
import type { ParsedDocument } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { wordOf, wordsOf } from '../task-file/read-fields.js';
import { bodyOf } from '../task-file/read-task-file.js';
import { idKey } from './find-tasks.js';
import { BACKLOG_FOLDER } from './places.js';
import { readBacklogFile, type BacklogFile } from './read-file.js';
import { isActive, readLinks, type BacklogLinks } from './read-links.js';

const ORDER_POLICY =
  'only the "dependencies" of each task count; ids, priorities and ordinals imply nothing, and a parent is done when its subtasks are';

/** Reads one task file. What it waits for lies outside. *Complexity*: linear. */
export function parseBacklog(source: SourceText): ParsedDocument {
  return readPlan([source], source.path, false);
}

/** Reads all files of a backlog as one plan. *Complexity*: linear. */
export function parseBacklogTogether(sources: readonly SourceText[]): ParsedDocument {
  const path = sources[0]?.path.replaceAll('\\', '/') ?? '';
  return readPlan(sources, BACKLOG_FOLDER.exec(path)?.[0] ?? path, true);
}

function readPlan(sources: readonly SourceText[], path: string, whole: boolean): ParsedDocument {
  const files = sources.map((source) => readBacklogFile(source));
  const { tasks, notTasks } = splitFiles(files);
  const claims = tasks.map(({ written, title, file: { source } }) => ({ written, title, span: source.lineSpan(1) }));
  const { ids, diagnostics } = assignIds(claims);
  const links = readLinks(tasks, ids, whole);
  const reading = (file: BacklogFile): Reading => ({ source: file.file.source, diagnostics: [] });
  const isGroup = (index: number): boolean => (links.children[index]?.length ?? 0) > 0;
  const plan: Plan = {
    format: 'backlog',
    path,
    tasks: tasks.flatMap((task, index) =>
      isGroup(index) ? [] : [readTask(reading(task), task, { id: ids[index] ?? '', links, index })],
    ),
    groups: tasks.flatMap((task, index) => (isGroup(index) ? [readGroup(task, { ids, links, index })] : [])),
    notTasks,
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

/** The tasks, and what is none: files without an id, and archived files whose id went to another task, with their boxes. */
function splitFiles(files: readonly BacklogFile[]): {
  readonly tasks: readonly BacklogFile[];
  readonly notTasks: readonly NotTask[];
} {
  const taken = new Set(files.flatMap(({ written, place }) => (written && isActive(place) ? [idKey(written)] : [])));
  const tasks: BacklogFile[] = [];
  const notTasks: NotTask[] = [];
  for (const file of files) {
    const { source, notTasks: boxes } = file.file;
    const key = file.written === undefined ? undefined : idKey(file.written);
    const reason = reasonAgainst(file, key !== undefined && taken.has(key));
    if (reason === undefined) {
      if (key !== undefined) taken.add(key);
      // Its boxes are criteria: parts of its details, which nobody takes for tasks.
      tasks.push(file);
    } else notTasks.push({ span: source.lineSpan(1), reason }, ...boxes);
  }
  return { tasks, notTasks };
}

function reasonAgainst({ isTask, place }: BacklogFile, isTaken: boolean): string | undefined {
  if (!isTask) return 'a file without the id of a task';
  return !isActive(place) && isTaken ? 'an archived task or draft whose id another task has' : undefined;
}

function readTask(
  reading: Reading,
  { file, title, status }: BacklogFile,
  { id, links, index }: { readonly id: string; readonly links: BacklogLinks; readonly index: number },
): PlanTask {
  const { source, fields } = file;
  const [assignee, ...others] = readPeople(reading, file.fields);
  const details = bodyOf(file);
  const more = ['labels', 'priority', 'milestone', 'type'].flatMap((name) => wordsOf(reading, fields, name));
  const task: PlanTask = {
    id,
    title: title || id,
    status,
    span: source.spanAt(0, source.text.length),
    optional: false,
    parallel: false,
    dependencies: links.dependencies[index] ?? [],
    files: wordsOf(reading, fields, 'modified_files').map(({ word, span }): FileMention => ({ path: word, span })),
    labels: [...new Set([...more.map(({ word }) => word), ...others])],
  };
  return Object.assign(task, assignee && { assignee }, details && { details });
}

/** As written, `@` included: what YAML has read is another character. */
function readPeople(reading: Reading, fields: BacklogFile['file']['fields']): readonly string[] {
  const { text } = reading.source;
  if (field(fields, 'assignee')?.type === 'string' && wordOf(fields, 'assignee') === '') return [];
  return wordsOf(reading, fields, 'assignee').map(({ word, span }) => {
    const written = text.slice(span.start.offset, span.end.offset).replace(/^["']|["']$/g, '');
    return written.replace(/^@/, '_') === word ? written : word;
  });
}

function readGroup(
  { file: { source }, title, status }: BacklogFile,
  { ids, links, index }: { readonly ids: readonly string[]; readonly links: BacklogLinks; readonly index: number },
): PlanGroup {
  const id = ids[index] ?? '';
  return {
    id,
    kind: 'group',
    title: title || id,
    span: source.spanAt(0, source.text.length),
    members: (links.children[index] ?? []).map((child) => ids[child] ?? ''),
    dependencies: links.dependencies[index] ?? [],
    status,
  };
}
