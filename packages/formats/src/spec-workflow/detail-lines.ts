import { entryLines } from '../checkbox/entry-details.js';
import type { Entry } from '../checkbox/read-entries.js';
import { readFieldLine } from '../markdown/field-line.js';
import type { MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';

const PROMPT = /^[ \t]*(?:[-*+][ \t]+)?_?Prompt:/;
const NOTE = /^[ \t]*[-*+][ \t]+Note:/;
const FILE_LABEL =
  /^(?:files?|file paths?|文件|檔案|ファイル|파일)(?: to (?:create|modify|change)(?:\/(?:create|modify))?)?$/;
const LIST_ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]/;

/** The lines of one task that say something about it: its own first, without prompts, notes, fences and comments. */
export function plainLines(source: SourceText, entry: Entry, blocks: MarkdownBlocks): readonly number[] {
  const lines: number[] = [];
  let prompt: number | undefined; // inside a prompt of several lines: where its bullet stands
  for (const line of entryLines(source, entry, blocks)) {
    const text = source.lineText(line);
    const indent = itemIndent(text);
    if (prompt !== undefined && indent !== undefined && indent <= prompt) prompt = undefined;
    const isPrompt = prompt !== undefined || PROMPT.test(text);
    if (isPrompt) prompt = text.trimEnd().endsWith('_') ? undefined : (prompt ?? indent ?? 0);
    else if (!NOTE.test(text)) lines.push(line);
  }
  return lines;
}

/** The lines of a `File:` field, and of the list below a `**Files**:` field; empty where the task has none. */
export function fileLines(source: SourceText, lines: readonly number[]): readonly number[] {
  const found: number[] = [];
  let list: FileList | undefined;
  for (const line of lines) {
    const text = source.lineText(line);
    const field = readFieldLine(text);
    if (field && FILE_LABEL.test(field.label)) {
      found.push(line);
      list = field.value === '' ? { indent: field.itemIndent ?? -1, started: false } : undefined;
    } else if (list && (itemIndent(text) ?? -1) > list.indent) {
      found.push(line);
      list = { ...list, started: true };
    } else if (text.trim() !== '' || list?.started === true) list = undefined;
  }
  return found;
}

/** A list below a field: its items stand deeper than this. */
interface FileList {
  readonly indent: number;
  readonly started: boolean;
}

/** The width of the blanks before a bullet or number; undefined where the line is no item of a list. */
function itemIndent(text: string): number | undefined {
  return LIST_ITEM.exec(text)?.[1]?.length;
}
