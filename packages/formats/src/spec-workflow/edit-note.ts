import type { NoteChange, StatusEdit } from '../plan-format.js';
import { insertLineBehind } from '../source/insert-line.js';
import type { SourceText } from '../source/source-text.js';
import type { Entry } from '../checkbox/read-entries.js';
import { readSpecList } from './read-list.js';

/** The edit that adds `- Note: …` behind the last line of a task; such lines are read as details and as nothing else. */
export function editSpecNote(source: SourceText, change: NoteChange): StatusEdit {
  const list = readSpecList(source);
  const entry = list.entries[list.ids.indexOf(change.taskId)];
  if (!entry || change.tag !== undefined) {
    return { kind: 'refused', reason: `the document has no task "${change.taskId}"` };
  }
  if (/[\r\n]/.test(change.text)) return { kind: 'refused', reason: 'a note is one line' };
  const lines = entry.box.details.filter((line) => source.lineText(line).trim() !== '');
  const statusLine = list.headingOf.get(entry)?.status?.line ?? 0;
  const last = Math.max(lines.at(-1) ?? entry.box.line, statusLine);
  const zone = list.blocks.zoneAt(last);
  if (zone && list.blocks.diagnostics.length > 0)
    return { kind: 'refused', reason: 'a code fence of the task is open' };
  const indent = list.headingOf.has(entry) ? '' : childIndent(source, entry, lines);
  return { kind: 'edit', edit: insertLineBehind(source, last, `${indent}- Note: ${change.text}`) };
}

/** The blanks in front of the first item below a box, else two more than in front of the box. */
function childIndent(source: SourceText, { box }: Entry, details: readonly number[]): string {
  const [first = 0] = details;
  const ofFirst = /^([ \t]*)[-*+][ \t]/.exec(first === 0 ? '' : source.lineText(first))?.[1];
  return ofFirst ?? `${/^[ \t]*/.exec(source.lineText(box.line))?.[0] ?? ''}  `;
}
