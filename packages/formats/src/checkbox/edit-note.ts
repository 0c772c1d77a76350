import type { NoteChange, StatusEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import type { Entry } from './read-entries.js';

const NOTE = /^[ \t]*[-*+][ \t]+Note:/;

/** A line that a note was written to: it is read as a detail and as nothing else. */
export function isNoteLine(line: string): boolean {
  return NOTE.test(line);
}

/**
 * The edit that adds `- Note: …` as the last line of an entry's own text, as deep as its details, or two columns deeper than
 * the box. A note that stands there already is not added again.
 *
 * *Complexity*: O(entries + lines of the entry).
 */
export function editBoxNote(
  source: SourceText,
  entries: readonly Entry[],
  ids: readonly string[],
  change: NoteChange,
): StatusEdit {
  const entry = entries[ids.indexOf(change.taskId)];
  if (!entry || change.tag !== undefined) {
    return { kind: 'refused', reason: `the document has no task "${change.taskId}"` };
  }
  const { box } = entry;
  // Only what stands right below: behind a nested box the details go on, but a line there would belong to that box.
  let last = box.line;
  for (const line of box.details) {
    if (line !== last + 1 || source.lineText(line).trim() === '') break;
    last = line;
  }
  const own = box.details.filter((line) => line <= last).map((line) => source.lineText(line));
  const model = own.map((line) => /^[ \t]*(?=[-*+][ \t])/.exec(line)?.[0]).findLast((found) => found !== undefined);
  const indent = model ?? `${/^[ \t]*/.exec(source.lineText(box.line))?.[0] ?? ''}  `;
  const note = `${indent}- Note: ${change.text}`;
  if (own.some((line) => line.trim() === note.trim())) return { kind: 'unchanged' };
  const { end } = source.lineSpan(last);
  return { kind: 'edit', edit: { start: end.offset, end: end.offset, text: lineEnd(source, last) + note } };
}

/** How the line ends, else how the first one does; LF in a document of one line. */
function lineEnd({ text, lineStarts }: SourceText, line: number): string {
  for (const next of [lineStarts[line], lineStarts[1]]) {
    const found = next === undefined ? undefined : /\r\n|\n|\r/.exec(text.slice(Math.max(0, next - 2), next))?.[0];
    if (found !== undefined) return found;
  }
  return '\n';
}
