import type { TaskStatus } from '@nx-crest/core';
import type { Box } from '../checkbox/read-boxes.js';
import type { Entry } from '../checkbox/read-entries.js';
import type { Heading, MarkdownBlocks } from '../markdown/read-blocks.js';
import type { SourceText } from '../source/source-text.js';
import { readStatusField, type StatusField } from './status-field.js';
import { readTaskHeading, type TaskHeading } from './task-heading.js';

/** A heading that is a task, as an entry of a list, so that headings and boxes are read alike. */
export interface HeadingEntry {
  readonly entry: Entry;
  readonly heading: Heading;
  readonly status: StatusField | undefined;
  /** The last line of its section. */
  readonly lastLine: number;
}

/**
 * Reads the headings that are tasks. A section reaches to the next task heading, or to the next heading of the same level
 * or above. A heading with a number and without the word "Task" is a task where a status field follows.
 *
 * *Complexity*: O(lines).
 */
export function headingEntries(source: SourceText, blocks: MarkdownBlocks): readonly HeadingEntry[] {
  const { headings } = blocks;
  const isOpen = (line: number): boolean => blocks.zoneAt(line) === undefined;
  const tasks = headings.flatMap((heading, index) => {
    const task = readTaskHeading(heading.text);
    if (!task) return [];
    const next = headings[index + 1]?.line ?? source.lineStarts.length + 1;
    const ownLines = linesBetween(heading.line + 1, next - 1).filter(isOpen);
    const status = ownLines.flatMap((line) => readStatusField(source, line) ?? [])[0];
    return task.isNamed || status !== undefined ? [{ heading, task, status, index }] : [];
  });
  const taskIndices = new Set(tasks.map(({ index }) => index));
  return tasks.map(({ heading, task, status, index }): HeadingEntry => {
    let end = index + 1;
    while (end < headings.length && !taskIndices.has(end) && (headings[end]?.level ?? 0) > heading.level) end++;
    const lastLine = (headings[end]?.line ?? source.lineStarts.length + 1) - 1;
    const details = linesBetween(heading.line + 1, lastLine).filter((line) => line !== status?.line);
    return {
      entry: entryOf(source, { heading, task, details, status: status?.status ?? (task.isTicked ? 'done' : 'todo') }),
      heading,
      status,
      lastLine,
    };
  });
}

interface HeadingReading {
  readonly heading: Heading;
  readonly task: TaskHeading;
  readonly details: readonly number[];
  readonly status: TaskStatus;
}

function entryOf(source: SourceText, { heading, task, details, status }: HeadingReading): Entry {
  const span = source.lineSpan(heading.line);
  const titleStart = span.start.offset + source.lineText(heading.line).lastIndexOf(heading.text);
  const box: Box = {
    line: heading.line,
    indent: 0,
    status: '',
    statusStart: titleStart,
    text: heading.text,
    textStart: titleStart,
    zone: undefined,
    parent: undefined,
    details: withoutRules(source, details),
  };
  const { id: written, title } = task;
  return {
    box,
    span,
    written,
    placeholder: undefined,
    title,
    status,
    optional: false,
    parallel: false,
    labels: [],
    parent: undefined,
  };
}

/** Without the blank lines and rules at the end, which part one task from the next. */
function withoutRules(source: SourceText, lines: readonly number[]): readonly number[] {
  const last = lines.findLastIndex((line) => !/^[ \t]*(?:[-*_][ \t]{0,3}){0,80}$/.test(source.lineText(line)));
  return lines.slice(0, last + 1);
}

function linesBetween(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
