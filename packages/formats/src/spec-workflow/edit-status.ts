import { editBox } from '../checkbox/edit-box.js';
import type { StatusChange, StatusEdit, TextEdit } from '../plan-format.js';
import { insertLineBehind } from '../source/insert-line.js';
import type { SourceText } from '../source/source-text.js';
import { wordForStatus } from '../status-text/word-for-status.js';
import type { HeadingEntry } from './heading-entries.js';
import { readSpecList, type SpecList } from './read-list.js';
import type { StatusField } from './status-field.js';
import { CHARACTERS } from './statuses.js';

/** The words that the format's own documents use. */
const WORDS: Readonly<Record<string, string>> = {
  todo: 'Pending',
  done: 'Completed',
  'in-progress': 'In Progress',
  blocked: 'Blocked',
};

/**
 * The edit of one character in a box; of a heading task, of its status field, or of the place where that is missing.
 * A box and the word behind it change together.
 */
export function editSpecStatus(source: SourceText, change: StatusChange): StatusEdit {
  const list = readSpecList(source);
  const entry = list.entries[list.ids.indexOf(change.taskId)];
  const heading = entry && list.headingOf.get(entry);
  if (!entry || !heading || change.tag !== undefined || CHARACTERS[change.status] === undefined) {
    return editBox(list.entries, list.ids, change, CHARACTERS);
  }
  if (entry.status === change.status) return { kind: 'unchanged' };
  const { status } = heading;
  const edit = status ? fieldEdit(source, list, { status, to: change.status }) : newField(source, heading, change);
  return { kind: 'edit', edit };
}

interface FieldChange {
  readonly status: StatusField;
  readonly to: StatusChange['status'];
}

function fieldEdit(source: SourceText, list: SpecList, { status, to }: FieldChange): TextEdit {
  const { box, word, wordStart, span } = status;
  const others = [...list.headingOf.values()]
    .map((heading) => heading.status?.word ?? '')
    .filter((used) => used !== '');
  const fresh = word === '' ? '' : wordForStatus(to, [...others, WORDS[to] ?? ''], word);
  const end = word === '' && box === undefined ? span.end.offset : wordStart + word.length;
  if (box === undefined) return { start: wordStart, end, text: fresh === '' ? (WORDS[to] ?? '') : fresh };
  if (word === '') return { start: box, end: box + 1, text: CHARACTERS[to] ?? ' ' };
  return { start: box, end, text: (CHARACTERS[to] ?? ' ') + source.text.slice(box + 1, wordStart) + fresh };
}

function newField(source: SourceText, { heading }: HeadingEntry, { status }: StatusChange): TextEdit {
  const text = `**Status**: [${CHARACTERS[status] ?? ' '}] ${WORDS[status] ?? ''}`;
  return insertLineBehind(source, heading.line, text);
}
