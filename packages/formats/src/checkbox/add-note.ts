import type { NoteChange, StatusEdit } from '../plan-format.js';
import { insertLineBehind } from '../source/insert-line.js';
import type { SourceText } from '../source/source-text.js';
import type { Entry } from './read-entries.js';

const BULLET = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+/;

/**
 * The edit that adds `- Note: …` as the last detail of an entry, indented like the details that it has. Notes plan nothing:
 * readers leave such lines out (`entryLines`), whatever they name.
 *
 * *Complexity*: O(entries + lines of the entry).
 */
export function addNote(
  source: SourceText,
  entries: readonly Entry[],
  ids: readonly string[],
  change: NoteChange,
): StatusEdit {
  const entry = entries[ids.indexOf(change.taskId)];
  if (!entry || change.tag !== undefined) {
    return { kind: 'refused', reason: `the document has no task "${change.taskId}"` };
  }
  const details = ownDetails(source, entry);
  const last = details.at(-1) ?? entry.box.line;
  const note = `- Note: ${change.text}`;
  // Who was interrupted may say it again.
  if (details.some((line) => source.lineText(line).trim() === note)) return { kind: 'unchanged' };
  return { kind: 'edit', edit: insertLineBehind(source, last, indentOf(source, entry, details) + note) };
}

/** The lines with text from the entry on, as far as no nested box comes between. */
function ownDetails(source: SourceText, { box }: Entry): readonly number[] {
  const behind = box.details.filter((line, index) => line === box.line + 1 + index);
  return behind.filter((line) => source.lineText(line).trim() !== '');
}

function indentOf(source: SourceText, { box }: Entry, details: readonly number[]): string {
  const own = source.lineText(box.line);
  const ownIndent = /^[ \t]*/.exec(own)?.[0] ?? '';
  for (const line of details) {
    const found = BULLET.exec(source.lineText(line))?.[1];
    if (found !== undefined && (found.length > ownIndent.length + 1 || found.startsWith(`${ownIndent}\t`)))
      return found;
  }
  if (ownIndent.includes('\t')) return `${ownIndent}\t`;
  // The content of an ordered item starts behind its number.
  const marker = /^\d+[.)][ \t]+/.exec(own.slice(ownIndent.length))?.[0].length ?? 2;
  return ownIndent + ' '.repeat(marker);
}
