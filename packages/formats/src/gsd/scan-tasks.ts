import type { NotTask } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';

/** One `<task …>` element. *Units*: offsets into `SourceText.text`. */
export interface TaskElement {
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly attributes: ReadonlyMap<string, string>;
  /** It ends with `</task>`, not with the next one or the document. */
  readonly closed: boolean;
}

/** The elements of a document, and those that are examples. */
export interface TaskElements {
  readonly elements: readonly TaskElement[];
  readonly notTasks: readonly NotTask[];
}

const OPENING = '<task';
const CLOSING = '</task>';
/** A tag is a line at most, and of a line no more than this is looked at. */
const MAX_TAG = 500;
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]{1,60})="([^"]*)"|(?<![\w:.-])([\w:.-]{1,60})='([^']*)'/g;

/**
 * Finds `<task>` elements: tags that begin a line, outside of code fences and comments. An element that is not closed
 * ends where the next one begins. A fence that is never closed is none, so that it cannot swallow the tasks below it.
 *
 * *Complexity*: O(n): a second pass at most.
 */
export function scanTasks(source: SourceText): TaskElements {
  const first = new Scan(source, Infinity);
  return first.openFence === undefined ? first.result : new Scan(source, first.openFence).result;
}

interface OpenElement {
  readonly start: number;
  readonly contentStart: number;
  readonly attributes: ReadonlyMap<string, string>;
}

/** One pass over the lines; fences from line `noFencesFrom` on are text. */
class Scan {
  openFence: number | undefined;
  private readonly elements: TaskElement[] = [];
  private readonly notTasks: NotTask[] = [];
  private readonly source: SourceText;
  private readonly noFencesFrom: number;
  private fence = '';
  private inComment = false;
  private open: OpenElement | undefined;

  constructor(source: SourceText, noFencesFrom: number) {
    this.source = source;
    this.noFencesFrom = noFencesFrom;
    for (let line = 1; line <= source.lineStarts.length; line++) this.readLine(line, source.lineText(line));
    this.close(source.text.length, source.text.length, false);
  }

  get result(): TaskElements {
    return { elements: this.elements, notTasks: this.notTasks };
  }

  private readLine(line: number, text: string): void {
    const trimmed = text.trim();
    if (this.fence !== '' || this.inComment) {
      if (isOpening(trimmed)) {
        const reason = this.inComment ? 'inside an HTML comment' : 'inside a code fence';
        this.notTasks.push({ span: this.source.lineSpan(line), reason });
      }
      if (this.inComment) this.inComment = !trimmed.includes('-->');
      else if (closesFence(trimmed, this.fence)) [this.fence, this.openFence] = ['', undefined];
      return;
    }
    const fence = line < this.noFencesFrom ? fenceOf(trimmed) : undefined;
    if (fence !== undefined) [this.fence, this.openFence] = [fence, line];
    else if (trimmed.startsWith('<!--')) this.inComment = !trimmed.includes('-->');
    else this.readTags(line, text, trimmed);
  }

  private readTags(line: number, text: string, trimmed: string): void {
    const lineStart = this.source.lineStarts[line - 1] ?? 0;
    const start = lineStart + text.length - text.trimStart().length;
    if (isOpening(trimmed)) {
      this.close(lineStart, lineStart, false);
      const tagEnd = trimmed.slice(0, MAX_TAG).indexOf('>');
      const tag = tagEnd < 0 ? trimmed.slice(0, MAX_TAG) : trimmed.slice(0, tagEnd + 1);
      this.open = { start, contentStart: start + tag.length, attributes: attributesOf(tag) };
      if (tag.endsWith('/>')) this.close(start + tag.length, start + tag.length, true);
    } else if (trimmed.startsWith('</tasks>')) this.close(lineStart, lineStart, false);
    if (trimmed.startsWith(CLOSING) || trimmed.endsWith(CLOSING)) {
      const at = trimmed.startsWith(CLOSING) ? start : start + trimmed.length - CLOSING.length;
      this.close(at, at + CLOSING.length, true);
    }
  }

  private close(contentEnd: number, end: number, closed: boolean): void {
    if (this.open) this.elements.push({ ...this.open, contentEnd, end, closed });
    this.open = undefined;
  }
}

function isOpening(trimmed: string): boolean {
  return trimmed.startsWith(OPENING) && /^[\s>/]/.test(trimmed.slice(OPENING.length, OPENING.length + 1));
}

/** The marks that open a fence; undefined where the line opens none. */
function fenceOf(trimmed: string): string | undefined {
  const marks = /^(?:`{3,}|~{3,})/.exec(trimmed)?.[0];
  return marks === undefined || (marks.startsWith('`') && trimmed.includes('`', marks.length)) ? undefined : marks;
}

function closesFence(trimmed: string, fence: string): boolean {
  return trimmed.length >= fence.length && trimmed === (fence[0] ?? '').repeat(trimmed.length);
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, value, otherName, otherValue] of tag.matchAll(ATTRIBUTE)) {
    attributes.set(name ?? otherName ?? '', value ?? otherValue ?? '');
  }
  return attributes;
}

/** What stands in the first child of that name. *Units*: offsets into `SourceText.text`. */
export interface ElementChild {
  readonly text: string;
  readonly start: number;
}

/** *Complexity*: O(length of the element). */
export function childOf(source: SourceText, element: TaskElement, name: string): ElementChild | undefined {
  const content = source.text.slice(element.contentStart, element.contentEnd);
  const opening = content.indexOf(`<${name}>`);
  if (opening < 0) return undefined;
  const start = opening + name.length + 2;
  const end = content.indexOf(`</${name}>`, start);
  return { text: content.slice(start, end < 0 ? undefined : end), start: element.contentStart + start };
}
