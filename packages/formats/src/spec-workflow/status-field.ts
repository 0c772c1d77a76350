import type { SourceSpan, TaskStatus } from '@nx-crest/core';
import { readFieldLine } from '../markdown/field-line.js';
import type { SourceText } from '../source/source-text.js';
import { statusOfText } from '../status-text/status-of-text.js';
import { STATUSES } from './statuses.js';

/** The status field of a heading task: `**Status**: [ ] Pending`. *Units*: offsets into `SourceText.text`. */
export interface StatusField {
  readonly line: number;
  /** Undefined where the value is no status. */
  readonly status: TaskStatus | undefined;
  /** The whole value. */
  readonly value: string;
  readonly span: SourceSpan;
  /** Where the character in the box stands. */
  readonly box?: number;
  /** The words that name a status, at most two, and where they stand. */
  readonly word: string;
  readonly wordStart: number;
}

const LABEL = /^(?:task )?(?:status|状态|狀態|ステータス|상태)$/;
const BOX = /^\[(.)\][ \t]*/u;
const WORDS = /^(\p{So}️?[ \t]{0,4})?(\p{L}+)?([ -]\p{L}+)?/u;

/** Reads a line as a status field; undefined for any other line. *Complexity*: O(length). */
export function readStatusField(source: SourceText, line: number): StatusField | undefined {
  const field = readFieldLine(source.lineText(line));
  if (!field || !LABEL.test(field.label)) return undefined;
  const { value, valueStart } = field;
  const start = (source.lineStarts[line - 1] ?? 0) + valueStart;
  const box = BOX.exec(value);
  const behind = value.slice(box?.[0].length ?? 0);
  const word = statusWord(behind);
  const named = statusOfText(word === '' ? behind : word);
  return {
    line,
    status: box ? boxStatus(box[1] ?? '', named) : named,
    value,
    span: source.spanAt(start, start + value.length),
    ...(box ? { box: start + 1 } : {}),
    word,
    wordStart: start + (box?.[0].length ?? 0),
  };
}

/** "[ ] In Progress": the box has no better mark; but a word alone does not make an open box done. */
function boxStatus(character: string, named: TaskStatus | undefined): TaskStatus | undefined {
  const status = STATUSES[character];
  return status === 'todo' && named !== undefined && named !== 'done' ? named : status;
}

/** The sign and the two words, or the one word, that a text begins with and that name a status. */
function statusWord(text: string): string {
  const [, sign = '', first = '', second = ''] = WORDS.exec(text) ?? [];
  const [one, two] = [statusOfText(first), statusOfText(first + second)];
  if (first === '' || (one === undefined && two === undefined)) return statusOfText(sign) === undefined ? '' : sign;
  return sign + first + (one === two ? '' : second);
}
