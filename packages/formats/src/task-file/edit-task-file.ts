import type { TextEdit } from '../plan-format.js';
import type { SourceText } from '../source/source-text.js';
import { editScalar } from '../yaml/edit-scalar.js';
import type { TaskFile } from './read-task-file.js';

/**
 * The edit that gives a field of the front matter a word; a field that is missing becomes the last line of it.
 * *Returns* undefined where there is no front matter, or the field holds something else than a word.
 */
export function editField({ source, front, fields }: TaskFile, name: string, word: string): TextEdit | undefined {
  if (!front) return undefined;
  const node = fields.get(name);
  if (node?.type === 'string') return editScalar(source, node, word);
  const empty = new RegExp(String.raw`^${name}[ \t]*:(?=[ \t]*(?:#|\r?$))`, 'm').exec(front.text);
  if (empty && (!node || node.type === 'null')) {
    const at = front.start + empty.index + empty[0].length;
    return { start: at, end: at, text: ` ${word}` };
  }
  // A front matter that is no list of fields would not have this one either; and YAML knows no line that ends in CR alone.
  const isOther = fields.size === 0 && front.text.trim() !== '';
  if (node || isOther || /\r(?!\n)/.test(front.text)) return undefined;
  const end = front.start + front.text.length;
  return { start: end, end, text: `${name}: ${word}${lineEnd(source)}` };
}

/** The edit that adds a note as the last paragraph. "Note:" keeps it from being taken for a box or a heading. */
export function appendNote(source: SourceText, note: string, at: number = source.text.length): TextEdit {
  const eol = lineEnd(source);
  const before = source.text.slice(0, at);
  const apart = before === '' ? '' : before.endsWith('\n') ? eol : eol + eol;
  return { start: at, end: at, text: `${apart}Note: ${note}${eol}` };
}

/** The line end that a document uses. */
export function lineEnd({ text }: SourceText): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
