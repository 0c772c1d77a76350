import { editBox } from '../checkbox/edit-box.js';
import { addNote } from '../checkbox/add-note.js';
import type { Entry } from '../checkbox/read-entries.js';
import { field } from '../fields/object-fields.js';
import { assignIds } from '../ids/assign-ids.js';
import type { NoteChange, StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { editScalar } from '../yaml/edit-scalar.js';
import { laneOfStatus, statusOfLane } from './lane-words.js';
import { mergeMission } from './merge.js';
import { textOf } from './package-fields.js';
import { packageId } from './package-references.js';
import { kindOf } from './parse.js';
import { promptFields } from './read-prompt.js';
import { readTasksDocument } from './read-tasks.js';

/** A box of `tasks.md`, or the lane of a package that has a prompt file. */
export function editMissionStatus(source: SourceText, change: StatusChange): StatusEdit {
  const kind = kindOf(source);
  if (kind === 'prompt') return editLane(source, change);
  if (kind !== 'tasks') return { kind: 'refused', reason: 'this document has no status: it stands in tasks.md' };
  const { entries, ids } = boxesOf(source);
  return editBox(entries, ids, change, { todo: ' ', done: 'x', 'in-progress': '~' });
}

/** A bullet below the box in `tasks.md`; the tool itself keeps a log in prompt files, so there is no other place. */
export function editMissionNote(source: SourceText, change: NoteChange): StatusEdit {
  if (kindOf(source) !== 'tasks') return { kind: 'refused', reason: 'notes go below the boxes of tasks.md' };
  const { entries, ids } = boxesOf(source);
  return addNote(source, entries, ids, change);
}

function editLane(source: SourceText, change: StatusChange): StatusEdit {
  const fields = promptFields(source);
  if (change.tag !== undefined || packageId(textOf(field(fields, 'work_package_id'))) !== change.taskId) {
    return {
      kind: 'refused',
      reason: `"${change.taskId}" has no status in this document: subtasks are ticked in tasks.md`,
    };
  }
  const node = field(fields, 'lane');
  if (!node) return { kind: 'refused', reason: 'the front matter has no lane: spec-kitty keeps it in its event log' };
  if (statusOfLane(textOf(node)) === change.status) return { kind: 'unchanged' };
  const lane = laneOfStatus(change.status);
  if (lane === undefined) return { kind: 'refused', reason: `spec-kitty has no lane for "${change.status}"` };
  return { kind: 'edit', edit: editScalar(source, node, lane) };
}

/** The boxes that are subtasks, with their ids. */
function boxesOf(source: SourceText): { readonly entries: readonly Entry[]; readonly ids: readonly string[] } {
  const { packages, loose } = mergeMission([readTasksDocument(source)]);
  const tasks = [
    ...packages.flatMap((wp) => wp.tasks.map((task) => ({ task, above: wp.id }))),
    ...loose.map((task) => ({ task, above: 'task' })),
  ];
  const claims = tasks.map(({ task, above }) => ({
    written: task.written,
    title: task.written === undefined ? `${above} ${task.title}` : task.title,
    span: task.span,
  }));
  const names = packages.map((wp) => ({ written: wp.id, title: wp.id, span: wp.span }));
  const ids = assignIds([...names, ...claims]).ids.slice(names.length);
  const boxes = tasks.flatMap(({ task }, index) => (task.entry ? [{ entry: task.entry, id: ids[index] ?? '' }] : []));
  return { entries: boxes.map(({ entry }) => entry), ids: boxes.map(({ id }) => id) };
}
