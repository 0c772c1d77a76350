import { editBox } from '../checkbox/edit-box.js';
import { addNote } from '../checkbox/add-note.js';
import { assignIds } from '../ids/assign-ids.js';
import type { NoteChange, StatusChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import type { PlacedStatus } from './model.js';
import { mergeStories } from './merge.js';
import { kindOf } from './parse.js';
import { readEpics } from './read-epics.js';
import { readSprint } from './read-sprint.js';
import { readStory } from './read-story.js';
import { wordOfStatus } from './status-words.js';

/** A value of the tracker, a box of a story, or a story's status line. */
export function editBmadStatus(source: SourceText, change: StatusChange): StatusEdit {
  const kind = kindOf(source);
  if (kind === 'story') {
    const { list, story, status } = readStory(source);
    if (list.ids.includes(change.taskId)) return editBox(list.entries, list.ids, change, { todo: ' ', done: 'x' });
    return story.written === change.taskId ? editWord(source, status, change) : unknown(change);
  }
  const project =
    kind === 'sprint' ? { sprint: readSprint(source), stories: [] } : { epics: readEpics(source), stories: [] };
  const { epics, stories } = mergeStories(project);
  const { ids } = assignIds([
    ...epics.map(({ epic, title, span }) => ({ written: `epic-${epic}`, title, span })),
    ...stories.map(({ written, title, span }) => ({ written, title, span })),
  ]);
  const index = ids.indexOf(change.taskId);
  if (index < 0 || change.tag !== undefined) return unknown(change);
  const found = index < epics.length ? epics[index] : stories[index - epics.length];
  return editWord(source, found?.status, change);
}

/** A bullet below the box of a story's task. */
export function editBmadNote(source: SourceText, change: NoteChange): StatusEdit {
  if (kindOf(source) !== 'story') return { kind: 'refused', reason: 'notes go below the boxes of story files' };
  const { list } = readStory(source);
  return addNote(source, list.entries, list.ids, change);
}

function unknown({ taskId }: StatusChange): StatusEdit {
  return { kind: 'refused', reason: `the document has no task "${taskId}"` };
}

function editWord(source: SourceText, written: PlacedStatus | undefined, { taskId, status }: StatusChange): StatusEdit {
  if (!written) return { kind: 'refused', reason: `"${taskId}" has no status in this document` };
  if (written.status === status) return { kind: 'unchanged' };
  const word = taskId.endsWith('-retrospective') && status === 'todo' ? 'optional' : wordOfStatus(status);
  if (word === undefined) return { kind: 'refused', reason: `BMAD has no word for "${status}"` };
  const quoted = /^["']/.test(source.text.slice(written.start, written.end)) ? 1 : 0;
  return { kind: 'edit', edit: { start: written.start + quoted, end: written.end - quoted, text: word } };
}
