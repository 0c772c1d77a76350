import type { FileMention } from '@nx-crest/core';
import { findFiles } from '../checkbox/find-files.js';
import { readFieldLine } from '../markdown/field-line.js';
import type { SourceText } from '../source/source-text.js';
import { fileLines } from './detail-lines.js';

/** `_Leverage: …_` names what a task reads, `_Requirements: …_` what it fulfils: neither is changed by it. */
const READ_ONLY = /^(?:leverage|requirements|需求|要件)$/;
/** `pyproject.toml`, `styles.css`; a comma-separated part of a `File:` field. */
const BARE_NAME = /^[ \t]*([\w-][\w.-]*\.[A-Za-z][A-Za-z0-9]{0,9})[ \t]*(?:\([^()]*\)[ \t]*)?$/;

/** The files that a task changes, and those that it only reads. */
export interface TaskFiles {
  /** Of its `File:` fields; without such a field, every file that its lines name. */
  readonly changed: readonly FileMention[];
  /** Of its `_Leverage:_` fields. */
  readonly read: readonly FileMention[];
}

/** Finds the files of one task in its plain lines. *Complexity*: O(length). */
export function taskFiles(source: SourceText, lines: readonly number[]): TaskFiles {
  const ownFields = fileLines(source, lines);
  const readLines = lines.filter((line) => READ_ONLY.test(readFieldLine(source.lineText(line))?.label ?? ''));
  const apart = new Set(readLines);
  const changedLines = ownFields.length > 0 ? ownFields : lines.filter((line) => !apart.has(line));
  const bare = ownFields.flatMap((line) => bareNames(source, line));
  return {
    changed: unique([...mentions(source, changedLines), ...bare]),
    read: unique(mentions(source, readLines)),
  };
}

function mentions(source: SourceText, lines: readonly number[]): readonly FileMention[] {
  return lines.flatMap((line) => {
    const { start, end } = source.lineSpan(line);
    const field = readFieldLine(source.lineText(line));
    const from = start.offset + (field?.valueStart ?? 0);
    return findFiles(source, from, field ? from + field.value.length : end.offset);
  });
}

/** Names without a folder and without backticks: only a field for files makes them files. */
function bareNames(source: SourceText, line: number): readonly FileMention[] {
  const field = readFieldLine(source.lineText(line));
  if (!field) return [];
  let at = (source.lineStarts[line - 1] ?? 0) + field.valueStart;
  return field.value.split(',').flatMap((part) => {
    const start = at + part.length - part.trimStart().length;
    at += part.length + 1;
    const path = BARE_NAME.exec(part)?.[1];
    return path === undefined ? [] : [{ path, span: source.spanAt(start, start + path.length) }];
  });
}

function unique(files: readonly FileMention[]): readonly FileMention[] {
  const inOrder = [...files].sort((a, b) => a.span.start.offset - b.span.start.offset);
  return [...new Map(inOrder.reverse().map((file) => [file.path, file])).values()].reverse();
}
