import type { SourceSpan } from '@nx-crest/core';
import { readFieldLine } from '../markdown/field-line.js';
import { readIdList } from '../order/id-list.js';
import { LIST_NOTATION } from '../order/id-notation.js';
import type { LocatedId, LocateReferences } from '../order/locate-references.js';
import type { SourceText } from '../source/source-text.js';

/** What a task takes from earlier ones, as a key that equals one of what another makes. */
export interface Taken {
  readonly path: string;
  readonly span: SourceSpan;
}

/** What a task says of its interfaces. */
export interface Interfaces {
  readonly makes: readonly string[];
  readonly takes: readonly Taken[];
  /** Ids of tasks that, it says, take something from it. */
  readonly givesTo: readonly { readonly id: string; readonly span: SourceSpan }[];
  /** It says that it takes nothing from other tasks. */
  readonly takesNothing: boolean;
  /** It says that it takes something from all of them: nothing can be told apart. */
  readonly takesAll: boolean;
}

const KIND = /^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}(consumes|produces)\b[*_]{0,2}[ \t]*[:：]?[*_]{0,2}[ \t]*/i;
const NOTHING = /^(?:nothing|none|n\/a|no (?:earlier|previous|other) tasks?)(?![\w-])/i;
const ALL =
  /\b(?:all|every|everything|any)\b[^.;]{0,40}\b(?:tasks?|above)\b|\b(?:previous|prior|preceding|earlier) tasks\b/i;
const CODE = /`([^`\n]+)`/g;
const KEYWORDS =
  /^(?:(?:export|default|public|static|async|function|class|interface|type|const|let|def|fn|pub|func|struct|enum|trait)[ \t]+){1,4}/;
const NAME = /^[A-Za-z_$][\w$]*(?:(?:\.|::|#)[A-Za-z_$][\w$]*)*(?=$|[\s(<[{:=?!,;])/;
const PATH = /^[\w.@-]+(?:\/[\w.@-]+)+$/;

/**
 * Reads `- Consumes: …` and `- Produces: …` with the lines that go on from them. Names in backticks are keys, and so are
 * paths and tasks that they mention (`from Task 2`). *Complexity*: O(length).
 */
export function readInterfaces(source: SourceText, lines: readonly number[], locate: LocateReferences): Interfaces {
  const found = { makes: [] as string[], takes: [] as Taken[], givesTo: [] as { id: string; span: SourceSpan }[] };
  let [takesNothing, takesAll] = [false, false];
  for (const { line, kind, from } of interfaceLines(source, lines)) {
    const text = source.lineText(line);
    const tasks = taskReferences(line, text, from, locate);
    const codes = [...text.slice(from).matchAll(CODE)].map(({ index, 1: code = '' }) => ({
      code,
      span: spanIn(source, line, { from: from + index + 1, length: code.length }),
    }));
    if (kind === 'produces') {
      found.makes.push(...codes.flatMap(({ code }) => madeKeys(code)));
      found.givesTo.push(...tasks.map(({ on, span }) => ({ id: on, span })));
      continue;
    }
    found.takes.push(...codes.flatMap(({ code, span }) => takenKeys(code).map((path) => ({ path, span }))));
    found.takes.push(...tasks.map(({ on, span }) => ({ path: taskKey(on), span })));
    takesNothing ||= NOTHING.test(text.slice(from));
    takesAll ||= ALL.test(text.slice(from));
  }
  return { ...found, takesNothing, takesAll };
}

/** The key of a whole task. */
export function taskKey(id: string): string {
  return `task:${id}`;
}

/** The key of a file. */
export function fileKey(path: string): string {
  return `file:${path}`;
}

interface InterfaceLine {
  readonly line: number;
  readonly kind: 'consumes' | 'produces';
  /** Where in the line its content starts. */
  readonly from: number;
}

function interfaceLines(source: SourceText, lines: readonly number[]): readonly InterfaceLine[] {
  const found: InterfaceLine[] = [];
  let kind: InterfaceLine['kind'] | undefined;
  for (const line of lines) {
    const text = source.lineText(line);
    const head = KIND.exec(text);
    if (head) kind = head[1]?.toLowerCase() === 'produces' ? 'produces' : 'consumes';
    else if (text.trim() === '' || /^[ \t]*[*_]{2}/.test(text) || isOtherField(text)) kind = undefined;
    if (kind) found.push({ line, kind, from: head?.[0].length ?? 0 });
  }
  return found;
}

/** `Files:` at the start of a line; not an item of the list that goes on. */
function isOtherField(text: string): boolean {
  const field = readFieldLine(text);
  return field !== undefined && field.itemIndent === undefined && !/^[ \t]/.test(text);
}

/** Each list is read once: a word inside it begins no other. */
function taskReferences(line: number, text: string, from: number, locate: LocateReferences): readonly LocatedId[] {
  const found: LocatedId[] = [];
  let end = from;
  for (const { index, 0: word } of text.matchAll(/\btask[a-z]{0,3}[ \t]+(?=\d)/gi)) {
    if (index < end) continue;
    const { references, rest } = readIdList(text, LIST_NOTATION, index + word.length);
    found.push(...locate(line, references, ''));
    end = text.length - rest.length;
  }
  return found;
}

function spanIn(source: SourceText, line: number, { from, length }: { from: number; length: number }): SourceSpan {
  const start = (source.lineStarts[line - 1] ?? 0) + from;
  return source.spanAt(start, start + length);
}

function madeKeys(code: string): readonly string[] {
  const name = nameIn(code);
  if (name === undefined) return pathKeys(code);
  return [`name:${name}`, `root:${rootOf(name)}`];
}

/** A class stands for its members, and a member that is made for the class that somebody takes as a whole. */
function takenKeys(code: string): readonly string[] {
  const name = nameIn(code);
  if (name === undefined) return pathKeys(code);
  const root = rootOf(name);
  return [`name:${name}`, root === name ? `root:${name}` : `name:${root}`];
}

function pathKeys(code: string): readonly string[] {
  const path = code.replace(/:\d+(?:-\d+)?$/, '');
  return PATH.test(path) ? [fileKey(path)] : [];
}

function nameIn(code: string): string | undefined {
  return NAME.exec(code.trim().replace(KEYWORDS, ''))?.[0];
}

function rootOf(name: string): string {
  return /^[^.:#]+/.exec(name)?.[0] ?? name;
}
