import type { FileMention } from '@nx-crest/core';
import { findFiles } from '../checkbox/find-files.js';
import { readFieldLine } from '../markdown/field-line.js';
import type { SourceText } from '../source/source-text.js';

/** The files of one task. */
export interface TaskFiles {
  /** What it creates, changes, tests or deletes; without a `**Files:**` list, every file that its lines name. */
  readonly changed: readonly FileMention[];
  /** `Create: …`, `(new)`. */
  readonly created: readonly FileMention[];
  /** `Read: …`, `(read-only)`. */
  readonly read: readonly FileMention[];
}

const FILES = /^(?:files|file structure|文件|ファイル)$/;
const ITEM = /^[ \t]*(?:[-*+]|\d{1,4}[.)])[ \t]+/;
const CREATE = /^(?:create|add|new|generate)\b/i;
const NEW = /\((?:new|create)[^()]{0,30}\)/i;
const READ = /^(?:read|reference|review|see|consult)\b/i;
const PATH = /`([\w.@-]+(?:\/[\w.@-]+)+)`/g;
const READ_ONLY = /\((?:read[- ]only|no changes?|unchanged|reference)[^()]{0,30}\)/i;

/** Finds the files of one task in its lines. *Complexity*: O(length). */
export function taskFiles(source: SourceText, lines: readonly number[]): TaskFiles {
  const items = fileItems(source, lines);
  if (!items) return { changed: unique(lines.flatMap((line) => filesIn(source, line))), created: [], read: [] };
  const of = (accept: (item: string) => boolean): readonly FileMention[] =>
    unique(items.filter(({ text }) => accept(text)).flatMap(({ line }) => listedFiles(source, line)));
  return {
    changed: of((item) => !isRead(item)),
    created: of((item) => !isRead(item) && (CREATE.test(item) || NEW.test(item))),
    read: of(isRead),
  };
}

function isRead(item: string): boolean {
  return READ.test(item) || READ_ONLY.test(item);
}

interface FileItem {
  readonly line: number;
  /** Without its bullet. */
  readonly text: string;
}

/** The list below the first `**Files:**` field, and what stands behind its colon; undefined where there is no such field. */
function fileItems(source: SourceText, lines: readonly number[]): readonly FileItem[] | undefined {
  const items: FileItem[] = [];
  let isOpen = false;
  let found = false;
  for (const line of lines) {
    const text = source.lineText(line);
    const field = found ? undefined : readFieldLine(text);
    if (field && FILES.test(field.label)) {
      [found, isOpen] = [true, true];
      if (field.value !== '') items.push({ line, text: field.value });
    } else if (isOpen && ITEM.test(text) && !/^[ \t]*[-*+][ \t]+\[.\]/u.test(text)) {
      items.push({ line, text: text.replace(ITEM, '').replace(/^[*_]{1,2}/, '') });
    } else if (text.trim() !== '' && !/^[ \t]/.test(text)) isOpen = false; // neither blank nor the rest of an item
  }
  return found ? items : undefined;
}

function filesIn(source: SourceText, line: number): readonly FileMention[] {
  const { start, end } = source.lineSpan(line);
  return findFiles(source, start.offset, end.offset);
}

/** In a list of files a quoted path needs no ending: `.codex/run-tests`. */
function listedFiles(source: SourceText, line: number): readonly FileMention[] {
  const start = source.lineStarts[line - 1] ?? 0;
  const bare = [...source.lineText(line).matchAll(PATH)].map(({ index, 1: path = '' }): FileMention => {
    return { path, span: source.spanAt(start + index + 1, start + index + 1 + path.length) };
  });
  return [...filesIn(source, line), ...bare].sort((a, b) => a.span.start.offset - b.span.start.offset);
}

function unique(files: readonly FileMention[]): readonly FileMention[] {
  return [...new Map([...files].reverse().map((file) => [file.path, file])).values()].reverse();
}
